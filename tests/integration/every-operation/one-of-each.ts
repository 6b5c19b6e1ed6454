import { GERMANY, type Shop } from '@topheavy/testbed';
import type { OwnedName } from './access-matrix.ts';

type MoneyBody = { readonly amount: number; readonly currency: string };
type Actor = Shop['customer'];
type Owned = Readonly<Record<OwnedName, readonly string[]>>;

/** What one customer can have in this shop, in every state that requests may meet. */
export type OneOfEach = {
  readonly owner: Actor;
  /** A customer with nothing, whose key may do all: only whose things they are can refuse them. */
  readonly stranger: Actor;
  readonly cart: { readonly id: string; readonly total: MoneyBody; readonly rateId: string };
  readonly productId: string;
  readonly coupon: string;
  readonly placed: string;
  readonly waiting: string;
  readonly authorised: string;
  readonly captured: string;
  readonly paidOrder: string;
  readonly shipment: string;
  readonly all: Owned;
};

export const oneOfEach = (shop: Shop): Promise<OneOfEach> =>
  shop.given.situation('one of each', async () => {
    const as = await shop.given.customer('Ada');
    const stranger = await shop.given.customerWithout('none');
    const coupon = await shop.given.coupon({ code: shop.own('TEN') });
    const product = await shop.given.product({ price: '91.00 EUR' });
    const wishes = { as, items: [{ product, quantity: 1 }] };
    const placed = await shop.given.placedOrder(wishes);
    const cancelled = await shop.given.cancelledOrder(wishes);
    const waiting = await shop.given.placedOrder(wishes);
    const { body: unpaid } = await shop.authorize(waiting, 'pm_card_threeDSecure2Required', { as });
    const authorised = await shop.given.authorisedOrder(wishes);
    const captured = await shop.given.capturedOrder(wishes);
    const shipped = await shop.given.shippedOrder(wishes);
    const cart = await shop.given.cart({ ...wishes, coupon });
    const total = cart.totals.total;
    if (total === null) throw new Error('The cart has no total.');
    const ordered = await shop.sql<{ cart_id: string }>(
      `SELECT cart_id FROM orders WHERE customer_id = $1 ORDER BY placed_at`,
      [as.customerId],
    );
    return {
      owner: as,
      stranger,
      cart: { id: cart.id, total, rateId: cart.shipping?.rateId ?? '' },
      productId: product.id,
      coupon,
      placed: placed.id,
      waiting: unpaid.id,
      authorised: authorised.paymentId,
      captured: captured.paymentId,
      paidOrder: captured.id,
      shipment: shipped.shipmentId,
      all: {
        cartId: [cart.id, ...ordered.map(({ cart_id }) => cart_id)],
        orderId: [placed, cancelled, waiting, authorised, captured, shipped].map(({ id }) => id),
        paymentId: [unpaid.id, authorised.paymentId, captured.paymentId, shipped.paymentId],
        shipmentId: [shipped.shipmentId],
      },
    };
  });

export type Request = {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
};

const euros = { amount: 100, currency: 'EUR' };
const ofCart = ({ cart }: OneOfEach) => ({ params: { cartId: cart.id } });
const inCart = ({ cart, productId }: OneOfEach) => ({ params: { cartId: cart.id, productId } });
const ofProduct = ({ productId }: OneOfEach) => ({ params: { productId } });
const ofOrder = ({ placed }: OneOfEach) => ({ params: { orderId: placed } });
const ofHold = ({ authorised }: OneOfEach) => ({ params: { paymentId: authorised } });

/** For each operation that needs a key a request that succeeds when the right one sends it. */
export const goodRequests: Readonly<Record<string, (things: OneOfEach) => Request>> = {
  listProducts: () => ({}),
  readProduct: ofProduct,
  createProduct: ({ productId }) => ({
    body: {
      sku: `X-${productId}`,
      name: 'X',
      taxCategory: 'standard',
      weightGrams: 1,
      inventoryReference: `X-${productId}`,
      price: euros,
    },
  }),
  updateProduct: (things) => ({ ...ofProduct(things), body: { name: 'X' } }),
  changePrice: (things) => ({ ...ofProduct(things), body: { price: euros } }),
  listPrices: ofProduct,
  readStock: ofProduct,
  setStock: (things) => ({ ...ofProduct(things), body: { onHand: 50 } }),
  createCoupon: ({ coupon }) => ({
    body: { code: `NEW-${coupon}`, terms: { kind: 'percentage', basisPoints: 1000 } },
  }),
  readCoupon: ({ coupon }) => ({ params: { code: coupon } }),
  createCart: () => ({ body: {} }),
  readCart: ofCart,
  putCartItem: (things) => ({ ...inCart(things), body: { quantity: 2 } }),
  removeCartItem: inCart,
  setCartAddress: (things) => ({ ...ofCart(things), body: GERMANY }),
  applyCoupon: (things) => ({ ...ofCart(things), body: { code: things.coupon } }),
  removeCoupon: ofCart,
  setCartCurrency: (things) => ({ ...ofCart(things), body: { currency: 'CHF' } }),
  quoteShipping: ofCart,
  chooseShippingRate: (things) => ({ ...ofCart(things), body: { rateId: things.cart.rateId } }),
  placeOrder: ({ cart }) => ({ body: { cartId: cart.id, expectedTotal: cart.total } }),
  readOrder: ofOrder,
  listOrders: () => ({}),
  updateOrder: (things) => ({
    ...ofOrder(things),
    body: { deliveryNote: 'Ring twice' },
    headers: { 'if-match': '"1"' },
  }),
  cancelOrder: (things) => ({ ...ofOrder(things), body: {} }),
  authorizePayment: (things) => ({ ...ofOrder(things), body: { paymentMethod: 'pm_card_visa' } }),
  readPayment: ofHold,
  capturePayment: (things) => ({ ...ofHold(things), body: { amount: euros } }),
  refundPayment: ({ captured }) => ({ params: { paymentId: captured }, body: { amount: euros } }),
  voidPayment: ({ waiting }) => ({ params: { paymentId: waiting }, body: {} }),
  buyLabel: ({ paidOrder }) => ({ params: { orderId: paidOrder }, body: {} }),
  readShipment: ({ shipment }) => ({ params: { shipmentId: shipment } }),
  readLedger: ofOrder,
};

/** The same request about another thing of the same kind. */
export function about(request: Request, name: OwnedName, id: string): Request {
  const inPath = request.params?.[name] !== undefined;
  return inPath
    ? { ...request, params: { ...request.params, [name]: id } }
    : { ...request, body: { ...request.body, [name]: id } };
}
