import type { Shop } from '@topheavy/testbed';

type Order = { readonly id: string; readonly paymentId: string };

/** An event that the shop acts on. It comes of a call of the shop's own, whose answer may be lost or late. */
export type ProviderEvent = {
  readonly provider: 'stripe' | 'easypost';
  readonly type: string;
  /** The provider's operation that the shop calls. */
  readonly op: string;
  /** Where it starts; the test gets a copy. */
  given(shop: Shop): Promise<Order>;
  /** What the shop does. */
  call(shop: Shop, order: Order): Promise<{ readonly status: number }>;
  /** What happens over there afterwards, and is the event. */
  afterwards?(shop: Shop, order: Order): Promise<unknown>;
  /** What the shop knows in the end. */
  readonly done: object;
  /** Why the shop cannot find this out by itself, if it cannot. */
  readonly onlyTold?: string;
};

/** A placed order has no payment yet, and needs none to be paid. */
const placed = async (shop: Shop): Promise<Order> => ({
  ...(await shop.given.placedOrder({ total: '100.00 EUR' })),
  paymentId: '',
});
const authorised = (shop: Shop): Promise<Order> => shop.given.authorisedOrder({ total: '100.00 EUR' });
const captured = (shop: Shop): Promise<Order> => shop.given.capturedOrder({ total: '100.00 EUR' });

const CREATE = 'stripe.payment_intents.create';
const HELD = {
  order: { status: 'confirmed', paymentStatus: 'authorized', authorized: '100.00 EUR' },
  bank: [{ status: 'requires_capture', amount: '100.00 EUR' }],
  announced: ['order.placed', 'order.confirmed'],
};

const ofPayment = (type: string, paymentMethod: string, done: object) => ({
  provider: 'stripe' as const,
  type: `payment_intent.${type}`,
  op: CREATE,
  given: placed,
  call: (shop: Shop, order: Order) => shop.authorize(order, paymentMethod),
  done,
});

const ofRefund = (type: string, afterwards: ProviderEvent['afterwards'], done: object): ProviderEvent => ({
  provider: 'stripe',
  type: `refund.${type}`,
  op: 'stripe.refunds.create',
  given: captured,
  call: (shop, order) => shop.refund(order, '30.00 EUR'),
  ...(afterwards && { afterwards }),
  done,
});

const GIVEN_BACK = {
  order: { refunded: '30.00 EUR', refundable: '70.00 EUR', refunds: [{ status: 'succeeded' }] },
  bank: [{ refunds: ['30.00 EUR'] }],
};

export const EVENTS: readonly ProviderEvent[] = [
  ofPayment('created', 'pm_card_visa', HELD),
  ofPayment('amount_capturable_updated', 'pm_card_visa', HELD),
  ofPayment('payment_failed', 'pm_card_chargeDeclinedLostCard', {
    order: { status: 'pending_payment', paymentStatus: 'declined' },
    bank: [{ status: 'requires_payment_method', captured: '0.00 EUR' }],
    announced: ['order.placed'],
  }),
  ofPayment('requires_action', 'pm_card_threeDSecure2Required', {
    order: { status: 'pending_payment', paymentStatus: 'requires_action' },
    bank: [{ status: 'requires_action' }],
    announced: ['order.placed'],
  }),
  {
    ...ofPayment('processing', 'pm_card_visa', HELD),
    async given(shop) {
      const order = await placed(shop);
      await shop.fact('stripe', 'slow_confirmation');
      return order;
    },
    afterwards: (shop, order) => shop.bankDecides(order),
  },
  {
    provider: 'stripe',
    type: 'payment_intent.succeeded',
    op: 'stripe.payment_intents.capture',
    given: authorised,
    call: (shop, order) => shop.capture(order, '100.00 EUR'),
    done: {
      order: { paymentStatus: 'captured', captured: '100.00 EUR' },
      bank: [{ status: 'succeeded', captured: '100.00 EUR' }],
    },
  },
  {
    provider: 'stripe',
    type: 'payment_intent.canceled',
    op: 'stripe.payment_intents.cancel',
    given: authorised,
    call: (shop, order) => shop.cancelOrder(order),
    done: {
      order: { status: 'cancelled', paymentStatus: 'voided' },
      bank: [{ status: 'canceled', captured: '0.00 EUR' }],
    },
  },
  ofRefund('created', undefined, GIVEN_BACK),
  {
    ...ofRefund('updated', (shop, order) => shop.bankCarriesOutRefund(order), GIVEN_BACK),
    async given(shop) {
      const order = await captured(shop);
      await shop.refundsWaitForTheBank(order);
      return order;
    },
  },
  ofRefund('failed', (shop, order) => shop.bankReturnsRefund(order), {
    order: { refunded: '0.00 EUR', refundable: '100.00 EUR', refunds: [{ status: 'failed' }] },
    bank: [{ refunds: [] }],
  }),
  {
    provider: 'easypost',
    type: 'tracker.updated',
    op: 'easypost.shipments.buy',
    given: authorised,
    call: (shop, order) => shop.buyLabel(order),
    async afterwards(shop) {
      const trackingCode = await shop.lastTrackingCode();
      await shop.carrierReports({ trackingCode }, 'in_transit');
      await shop.carrierReports({ trackingCode }, 'delivered');
    },
    done: { order: { status: 'fulfilled' }, labels: 1, parcel: { status: 'delivered' } },
    onlyTold: 'the shop asks for a label, never for a parcel: the carrier sends its next report',
  },
];
