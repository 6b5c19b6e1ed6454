import { EASYPOST_WEBHOOK_SECRET, STRIPE_WEBHOOK_SECRETS } from '../world/fakes-settings.ts';
import type { World } from '../world/world.ts';
import { createBackOffice, createCustomer, type Actor } from './actor.ts';

/** Who is there when the shop opens. */
export type Staff = { readonly customer: Actor; readonly backOffice: Actor };

export async function hireStaff({ api: { dependencies } }: World): Promise<Staff> {
  const [customer, backOffice] = await Promise.all([
    createCustomer(dependencies, 'Ada'),
    createBackOffice(dependencies),
  ]);
  return { customer, backOffice };
}

/** Brings the providers, which have just been reset, into the state that each test starts from. */
export async function prepareProviders({ fakes: { control }, webhookBaseUrl }: World): Promise<void> {
  await control.setWebhookTarget('stripe', {
    url: `${webhookBaseUrl}/v1/webhooks/stripe`,
    secrets: [...STRIPE_WEBHOOK_SECRETS],
  });
  await control.setWebhookTarget('easypost', {
    url: `${webhookBaseUrl}/v1/webhooks/easypost`,
    secrets: [EASYPOST_WEBHOOK_SECRET],
  });
  // A parcel costs 10.00 USD, and a dollar 0.90 EUR: see SHIPPING_PRICE in given.ts.
  await control.given('easypost', 'flat_rate', { dollars: '10.00' });
  await control.given('frankfurter', 'rate', { base: 'USD', quote: 'EUR', rate: 0.9 });
  await control.given('vatcomply', 'rate_limit', { per_second: null });
}
