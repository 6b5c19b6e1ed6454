import type { Id } from './carts.ts';
import type { ShopContext } from './context.ts';
import { moneyText } from './money-text.ts';

type Intent = {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly amount_received: number;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
};
type StripeRefund = {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly payment_intent: string;
};
type StripeState = {
  readonly paymentIntents: Readonly<Record<string, Intent>>;
  readonly refunds: Readonly<Record<string, StripeRefund>>;
};

/** The customer's money as the payment provider and the bank have it, whatever the shop believes. */
export function bank({ world }: ShopContext) {
  const { control } = world.fakes;
  const stripe = async (): Promise<StripeState> => (await control.state('stripe')) as StripeState;
  const intentsOf = ({ paymentIntents }: StripeState, order: Id): Intent[] =>
    Object.values(paymentIntents).filter(({ metadata }) => metadata['order_id'] === order.id);
  const lastIntent = async (order: Id): Promise<string> => {
    const intent = intentsOf(await stripe(), order).at(-1);
    if (intent === undefined) throw new Error(`The bank never heard of order ${order.id}.`);
    return intent.id;
  };
  const lastRefund = async (order: Id): Promise<string> => {
    const intent = await lastIntent(order);
    const refund = Object.values((await stripe()).refunds).findLast((one) => one.payment_intent === intent);
    if (refund === undefined) throw new Error(`The bank has no refund for order ${order.id}.`);
    return refund.id;
  };
  return {
    /** Everything ever charged for this order, oldest first: one entry for each payment that reached the provider. */
    async atTheBank(order: Id) {
      const state = await stripe();
      return intentsOf(state, order).map(({ id, status, amount, amount_received: captured, currency }) => {
        const text = (minor: number): string =>
          moneyText({ amount: minor, currency: currency.toUpperCase() });
        const given = Object.values(state.refunds)
          .filter(
            (refund) => refund.payment_intent === id && ['succeeded', 'pending'].includes(refund.status),
          )
          .map((refund) => refund.amount);
        return {
          status,
          amount: text(amount),
          captured: text(captured),
          refunds: given.map(text),
        };
      });
    },
    /** The customer answers the bank's challenge. */
    customerAuthenticates: async (order: Id, outcome: 'succeeded' | 'failed' = 'succeeded') =>
      control.given('stripe', 'action_completed', { payment_intent: await lastIntent(order), outcome }),
    /** The bank ends its thinking about a payment that it left processing. */
    bankDecides: async (order: Id, outcome: 'succeeded' | 'failed' = 'succeeded') =>
      control.given('stripe', 'processing_completed', { payment_intent: await lastIntent(order), outcome }),
    /** From now on this order's refunds wait for the bank. */
    refundsWaitForTheBank: async (order: Id) =>
      control.given('stripe', 'pending_refund', { payment_intent: await lastIntent(order) }),
    bankCarriesOutRefund: async (order: Id) =>
      control.given('stripe', 'refund_succeeded', { refund: await lastRefund(order) }),
    /** The money comes back to the shop: the customer's account takes it no more. */
    bankReturnsRefund: async (order: Id) =>
      control.given('stripe', 'refund_failed', { refund: await lastRefund(order) }),
  };
}
