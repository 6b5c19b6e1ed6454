import type { FaultEffect, Fakes } from '@topheavy/fakes';
import { Stripe } from 'stripe';
import { expect } from 'vitest';
import type { ReceivedWebhook, WebhookReceiver } from '../webhook-receiver.ts';
import { secret } from '../webhook-test.ts';

export const hourMs = 3_600_000;
export const created = 'payment_intent.created';
export const charged = 'charge.succeeded';
export const succeeded = 'payment_intent.succeeded';

type Deliver = Omit<Extract<FaultEffect, { kind: 'deliver' }>, 'kind'>;

export const on = (webhook: string, how: Deliver) =>
  ({ on: { webhook }, phase: 'after-effect', effect: { kind: 'deliver', ...how } }) as const;

export const eventOf = ({ body }: ReceivedWebhook): Stripe.Event => JSON.parse(body.toString());

export const typesAt = ({ received }: WebhookReceiver): string[] => received.map((one) => eventOf(one).type);

/** As a receiver reads it with Stripe's own library, which tolerates five minutes. */
export const readWithSdk = ({ headers, body }: ReceivedWebhook): Stripe.Event =>
  Stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), secret);

/** EasyPost tells its receiver of each new tracker. */
export const trackParcel = async ({ urls }: Fakes): Promise<void> => {
  const { ok } = await fetch(`${urls.easypost}/v2/trackers`, {
    method: 'POST',
    body: JSON.stringify({ tracker: { tracking_code: 'EZ1000000001' } }),
    headers: { authorization: `Basic ${btoa('EZTK_contract:')}`, 'content-type': 'application/json' },
  });
  expect(ok).toBe(true);
};
