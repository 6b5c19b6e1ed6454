import type { VirtualClock } from './clock.ts';
import type { ProviderEvent } from './operation.ts';
import type { Provider } from './provider.ts';
import type { ProviderName } from './provider-name.ts';

export type WebhookTarget = { url: string; secrets: string[] };

export type WebhookMode = 'manual' | 'auto';

export type PendingWebhook = {
  provider: ProviderName;
  id: string;
  type: string;
  /** ISO time on the virtual clock. */
  createdAt: string;
  attempts: number;
  payload: unknown;
};

export type FlushOptions = {
  provider?: ProviderName;
  /** Event types or event ids; all pending ones by default. */
  only?: string[];
  /** Deliver each one twice. */
  duplicate?: boolean;
  /** Last emitted first. */
  reverse?: boolean;
  /** Forget them without delivering. */
  drop?: boolean;
  /** Sign with a secret that the receiver does not know. */
  badSignature?: boolean;
  /** Sign as if that long ago. */
  staleByMs?: number;
};

/** `status` is null where nothing answered; `error` says why. */
export type WebhookDelivery = {
  provider: ProviderName;
  id: string;
  type: string;
  status: number | null;
  error?: string;
};

type Queued = PendingWebhook & { dueAt: number };

type Signer = NonNullable<Provider<unknown>['signWebhook']>;

export type Webhooks = {
  setTarget(provider: ProviderName, target: WebhookTarget | null): void;
  setMode(mode: WebhookMode): void;
  push(provider: ProviderName, event: ProviderEvent): void;
  pending(provider?: ProviderName): PendingWebhook[];
  flush(options?: FlushOptions): Promise<WebhookDelivery[]>;
  /** In mode 'auto': delivers what is due and waits for it. */
  deliverDue(): Promise<void>;
  clear(): void;
  /** What waits to be delivered; targets and mode are no part of it. */
  save(): unknown;
  load(saved: unknown): void;
  stop(): Promise<void>;
};

export const maxTries = 5;

/** Wait before the second to the fifth try, on the virtual clock: the pattern of Stripe's, which goes on for days. */
const backOffMs = [60_000, 300_000, 1_800_000, 7_200_000];

/** A receiver that takes longer has failed; Stripe's documentation asks for an answer within seconds. */
const receiverTimeoutMs = 10_000;

export const createWebhooks = (
  clock: VirtualClock,
  signers: ReadonlyMap<ProviderName, Signer>,
  initialMode: WebhookMode,
): Webhooks => {
  const targets = new Map<ProviderName, WebhookTarget>();
  let mode = initialMode;
  let queue: Queued[] = [];
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const stopping = new AbortController();

  const deliver = async (event: Queued, options: FlushOptions = {}): Promise<WebhookDelivery> => {
    const { provider, id, type } = event;
    const target = targets.get(provider);
    if (target === undefined) {
      return { provider, id, type, status: null, error: `No webhook target is set for ${provider}.` };
    }
    const body = JSON.stringify(event.payload);
    const secrets = options.badSignature === true ? ['unknown-to-the-receiver'] : target.secrets;
    const signedAt = new Date(clock.now() - (options.staleByMs ?? 0));
    event.attempts += 1;
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...signers.get(provider)?.(body, secrets, signedAt) },
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(receiverTimeoutMs)]),
      });
      await response.arrayBuffer();
      if (response.ok) queue = queue.filter((one) => one !== event);
      return { provider, id, type, status: response.status };
    } catch (error) {
      return { provider, id, type, status: null, error: String(error) };
    }
  };

  const due = (): Queued | undefined =>
    mode === 'auto' ? queue.find((event) => event.dueAt <= clock.now()) : undefined;

  const deliverAllDue = async (): Promise<void> => {
    for (let event = due(); event !== undefined; event = due()) {
      await deliver(event);
      const wait = backOffMs[event.attempts - 1];
      if (wait === undefined || !targets.has(event.provider)) queue = queue.filter((one) => one !== event);
      else event.dueAt = clock.now() + wait;
    }
    clearTimeout(timer);
    const next = Math.min(...queue.map((event) => event.dueAt));
    if (mode === 'auto' && Number.isFinite(next)) {
      timer = setTimeout(() => void deliverDue(), Math.max(0, next - clock.now()));
      timer.unref();
    }
  };

  /** One pass at a time, so that events arrive in the order in which they were emitted. */
  const deliverDue = (): Promise<void> => {
    if (mode === 'auto') running = running.then(deliverAllDue);
    return running;
  };

  return {
    setTarget: (provider, target) => {
      if (target === null) targets.delete(provider);
      else targets.set(provider, target);
    },
    setMode: (next) => {
      mode = next;
    },
    push: (provider, { id, type, payload }) => {
      const now = clock.now();
      queue.push({
        provider,
        id,
        type,
        createdAt: new Date(now).toISOString(),
        attempts: 0,
        payload: structuredClone(payload),
        dueAt: now,
      });
    },
    pending: (provider) =>
      queue
        .filter((event) => provider === undefined || event.provider === provider)
        .map(({ provider: from, id, type, createdAt, attempts, payload }) => ({
          provider: from,
          id,
          type,
          createdAt,
          attempts,
          payload: structuredClone(payload),
        })),
    flush: async (options = {}) => {
      const { provider, only } = options;
      const chosen = queue.filter(
        (event) =>
          (provider === undefined || event.provider === provider) &&
          (only === undefined || only.includes(event.type) || only.includes(event.id)),
      );
      if (options.reverse === true) chosen.reverse();
      if (options.drop === true) {
        queue = queue.filter((event) => !chosen.includes(event));
        return [];
      }
      const deliveries: WebhookDelivery[] = [];
      for (const event of chosen) {
        for (let copy = 0; copy < (options.duplicate === true ? 2 : 1); copy += 1) {
          deliveries.push(await deliver(event, options));
        }
      }
      return deliveries;
    },
    deliverDue,
    clear: () => {
      clearTimeout(timer);
      queue = [];
    },
    save: () => queue,
    load: (saved) => {
      queue = saved as Queued[];
    },
    stop: async () => {
      clearTimeout(timer);
      queue = [];
      mode = 'manual';
      stopping.abort();
      await running;
    },
  };
};
