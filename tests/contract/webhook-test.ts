import { test as base } from './stripe/stripe-test.ts';
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts';

export const secret = 'whsec_contract';

/** A receiver that Stripe's webhooks go to, in mode 'manual'. */
export const test = base.extend<{ receiver: WebhookReceiver }>({
  receiver: async ({ control }, use) => {
    const receiver = await startReceiver();
    await control.setWebhookTarget('stripe', { url: receiver.url, secrets: [secret] });
    await use(receiver);
    await control.setWebhookTarget('stripe', null);
    await control.setWebhookMode('manual');
    await receiver.stop();
  },
});
