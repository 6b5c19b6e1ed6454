import { createHmac } from 'node:crypto';
import { EASYPOST_WEBHOOK_SECRET, STRIPE_WEBHOOK_SECRETS } from '../world/fakes-settings.ts';
import type { HttpClient } from '../http/client.ts';
import type { ShopContext } from './context.ts';

export type Sending = {
  readonly secret?: string;
  /** When it was signed, before now. */
  readonly secondsAgo?: number;
  /** Signs this instead of what is sent. */
  readonly signedFor?: unknown;
  /** Sends it to this API in place of the usual one. */
  readonly via?: HttpClient | undefined;
  /** Comes with these beside the signature. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** Events as a provider, or somebody who pretends to be one, sends them. */
export function webhooks({ call, world }: ShopContext) {
  const post = (operation: string, body: string, headers: Record<string, string>, via?: HttpClient) =>
    call(operation, {
      idempotencyKey: null,
      ...(via === undefined ? {} : { via }),
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  return {
    stripeSends(
      event: unknown,
      { secret = STRIPE_WEBHOOK_SECRETS[0], secondsAgo = 0, signedFor = event, via, headers }: Sending = {},
    ) {
      const timestamp = Math.floor(world.clock.now().getTime() / 1000) - secondsAgo;
      const signature = hmac(secret, `${timestamp}.${textOf(signedFor)}`);
      const signed = { 'stripe-signature': `t=${timestamp},v1=${signature}` };
      return post('receiveStripeEvent', textOf(event), { ...headers, ...signed }, via);
    },
    easypostSends(
      event: unknown,
      { secret = EASYPOST_WEBHOOK_SECRET, signedFor = event, via, headers }: Sending = {},
    ) {
      const signature = hmac(secret, textOf(signedFor));
      const signed = { 'x-hmac-signature': `hmac-sha256-hex=${signature}` };
      return post('receiveEasypostEvent', textOf(event), { ...headers, ...signed }, via);
    },
    /** Only the provider's next events of this type, as they wait to be delivered. */
    async eventsOfType(type: string): Promise<Record<string, unknown>[]> {
      const pending = await world.fakes.control.pendingWebhooks();
      return pending
        .filter((event) => event.type === type)
        .map(({ payload }) => payload as Record<string, unknown>);
    },
    /** The provider rolls its signing secret. */
    stripeSignsWith: (...secrets: string[]) =>
      world.fakes.control.setWebhookTarget('stripe', {
        url: `${world.webhookBaseUrl}/v1/webhooks/stripe`,
        secrets,
      }),
  };
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

const hmac = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex');
