import type { Clock } from './clock.ts';
import { merged } from './merged.ts';
import type { Provider } from './provider.ts';
import type { ProviderName } from './provider-name.ts';

export type WebhookTarget = { url: string; secrets: string[] };

/** `status` is null where nothing answered; `error` says why. */
export type WebhookDelivery = {
  provider: ProviderName;
  id: string;
  type: string;
  status: number | null;
  error?: string;
};

/** How one event goes out, other than as it should. */
export type Disturbance = {
  /** Copies in a row. */
  times?: number;
  /** Sign with a secret that the receiver does not know. */
  badSignature?: boolean;
  /** Sign as if that long ago. */
  staleByMs?: number;
  /** Changes to the payload: another delivery follows, under the same id. */
  body?: Record<string, unknown>;
};

type Signer = NonNullable<Provider<unknown>['signWebhook']>;

export type Signers = ReadonlyMap<ProviderName, Signer>;

type Outgoing = { provider: ProviderName; id: string; type: string; payload: unknown };

/** A receiver that takes longer has failed; Stripe's documentation asks for an answer within seconds. */
const receiverTimeoutMs = 10_000;

/** Sends one event, every copy of it; `stop` ends what is under way. */
export const createDelivery = (
  clock: Clock,
  signers: Signers,
): {
  send(event: Outgoing, target: WebhookTarget, how: Disturbance): Promise<WebhookDelivery[]>;
  /** Whether that provider's signature tells such a disturbance. */
  signs(provider: ProviderName, what: 'bad' | 'stale'): boolean;
  stop(): void;
} => {
  const stopping = new AbortController();

  const post = async (
    { provider, id, type }: Outgoing,
    target: WebhookTarget,
    body: string,
    { badSignature = false, staleByMs = 0 }: Disturbance,
  ): Promise<WebhookDelivery> => {
    const secrets = badSignature ? ['unknown-to-the-receiver'] : target.secrets;
    const signature = signers.get(provider)?.(body, secrets, new Date(clock.now() - staleByMs));
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...signature },
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(receiverTimeoutMs)]),
      });
      await response.arrayBuffer();
      return { provider, id, type, status: response.status };
    } catch (error) {
      return { provider, id, type, status: null, error: String(error) };
    }
  };

  return {
    send: async (event, target, how) => {
      const bodies = Array.from({ length: how.times ?? 1 }, () => event.payload);
      if (how.body !== undefined) bodies.push(merged(event.payload, how.body));
      const deliveries: WebhookDelivery[] = [];
      for (const body of bodies) deliveries.push(await post(event, target, JSON.stringify(body), how));
      return deliveries;
    },
    signs: (provider, what) => {
      const sign = signers.get(provider);
      if (sign === undefined || what === 'bad') return sign !== undefined;
      const [early, late] = [0, 600_000].map((ms) => JSON.stringify(sign('', ['secret'], new Date(ms))));
      return early !== late;
    },
    stop: () => stopping.abort(),
  };
};
