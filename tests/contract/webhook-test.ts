import { test as base } from './stripe/stripe-test.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

export const secret = 'whsec_contract';

/** A receiver that Stripe's webhooks go to, in mode 'manual'. */
export const test = base.extend('receiver', async ({ control }, { onCleanup }) => {
  const receiver = await startWebhookReceiver();
  await control.setWebhookTarget('stripe', { url: receiver.url, secrets: [secret] });
  onCleanup(async () => {
    await control.setWebhookTarget('stripe', null);
    await control.setWebhookMode('manual');
    await receiver.stop();
  });
  return receiver;
});
