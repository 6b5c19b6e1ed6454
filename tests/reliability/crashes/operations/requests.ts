import type { Shop } from '@topheavy/testbed';
import { operation, type CrashOperation } from '../operation.ts';

const TOTAL = { total: '100.00 EUR' } as const;

/** The warehouse has counted what the shop says that there is. */
async function counted<Scene extends { readonly productIds: readonly string[] }>(shop: Shop, made: Scene) {
  const productId = made.productIds[0] ?? '';
  const { body: product } = await shop.readProduct(productId);
  await shop.warehouseCounts(product, 100);
  return { ...made, productId };
}

export const placed = async (shop: Shop) => counted(shop, await shop.given.placedOrder(TOTAL));
export const authorised = async (shop: Shop) => counted(shop, await shop.given.authorisedOrder(TOTAL));
export const captured = async (shop: Shop) => counted(shop, await shop.given.capturedOrder(TOTAL));

export const PLACED = {
  status: 'pending_payment',
  bank: [],
  stock: { onHand: 100, reserved: 1 },
  labels: 0,
  mails: ['We have your order'],
};
export const CONFIRMED = {
  ...PLACED,
  status: 'confirmed',
  paymentStatus: 'authorized',
  captures: [],
  bank: ['requires_capture captured 0.00 EUR'],
  mails: ['We have your order', 'Your order is confirmed'],
};
export const PART_TAKEN = {
  ...CONFIRMED,
  captures: ['40.00 EUR succeeded'],
  bank: ['requires_capture captured 40.00 EUR'],
};
export const PART_GIVEN_BACK = {
  ...CONFIRMED,
  paymentStatus: 'captured',
  captures: ['100.00 EUR succeeded'],
  refunds: ['30.00 EUR succeeded'],
  bank: ['succeeded captured 100.00 EUR refund 30.00 EUR'],
  mails: [...CONFIRMED.mails, 'Your refund for order'],
};
export const SENT = {
  ...CONFIRMED,
  status: 'fulfilled',
  stock: { onHand: 99, reserved: 0 },
  labels: 1,
  sales: 1,
  warehouse: 99,
  books: { shipping_expense: '10.00 USD', carrier_payable: '-10.00 USD' },
  mails: [...CONFIRMED.mails, 'Your order is on its way'],
};
export const CANCELLED = {
  ...CONFIRMED,
  status: 'cancelled',
  paymentStatus: 'voided',
  bank: ['canceled captured 0.00 EUR'],
  stock: { onHand: 100, reserved: 0 },
  mails: [...CONFIRMED.mails, 'Your order is cancelled'],
};

export const requests: readonly CrashOperation[] = [
  operation({
    name: 'place an order',
    promise: 'a cart becomes one order',
    async given(shop) {
      const cart = await shop.given.cart(TOTAL);
      return { id: '', cartId: cart.id, productId: cart.items[0]?.productId ?? '' };
    },
    act: (shop, { cartId }, how) => shop.placeOrder({ id: cartId }, TOTAL.total, {}, how),
    answer: { status: 201, body: { status: 'pending_payment' } },
    done: PLACED,
  }),
  operation({
    name: 'authorise',
    promise: 'an order is paid once',
    given: placed,
    act: (shop, order, how) => shop.authorize(order, 'pm_card_visa', how),
    answer: { status: 201, body: { status: 'authorized' } },
    done: CONFIRMED,
  }),
  operation({
    name: 'authorise, declined',
    promise: 'a declined card stays declined',
    given: placed,
    act: (shop, order, how) => shop.authorize(order, 'pm_card_chargeDeclinedLostCard', how),
    answer: { status: 402, problem: { slug: 'payment-declined' } },
    done: {
      ...PLACED,
      paymentStatus: 'declined',
      bank: ['requires_payment_method captured 0.00 EUR'],
    },
  }),
  operation({
    name: 'capture',
    promise: 'a capture takes the money once',
    given: authorised,
    act: (shop, order, how) => shop.capture(order, '40.00 EUR', how),
    answer: { status: 201, body: { status: 'succeeded' } },
    done: PART_TAKEN,
  }),
  operation({
    name: 'refund',
    promise: 'a refund gives the money back once',
    given: captured,
    act: (shop, order, how) => shop.refund(order, '30.00 EUR', how),
    answer: { status: 201, body: { status: 'succeeded' } },
    done: PART_GIVEN_BACK,
  }),
  operation({
    name: 'ship',
    promise: 'an order is sent with one label',
    given: authorised,
    act: (shop, order, how) => shop.buyLabel(order, how),
    answer: { status: 201, body: { status: 'purchased' } },
    done: SENT,
  }),
  operation({
    name: 'cancel',
    promise: 'a cancelled order lets go of goods and hold',
    given: authorised,
    act: (shop, order, how) => shop.cancelOrder(order, how),
    answer: { status: 200, body: { status: 'cancelled' } },
    done: CANCELLED,
  }),
  operation({
    name: 'void',
    promise: 'a payment that is let go of is let go of at the bank',
    async given(shop) {
      const order = await placed(shop);
      const { body: payment } = await shop.authorize(order, 'pm_card_threeDSecure2Required');
      return { ...order, paymentId: payment.id };
    },
    act: (shop, order, how) => shop.void(order, how),
    answer: { status: 200, body: { status: 'voided' } },
    done: { ...PLACED, paymentStatus: 'voided', bank: ['canceled captured 0.00 EUR'] },
  }),
];
