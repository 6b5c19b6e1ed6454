import { GERMANY } from '@topheavy/testbed';

type Request = {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
};

/** Well formed, and of nothing that exists. */
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const euros = { amount: 100, currency: 'EUR' };

/**
 * One well-formed request for each operation that needs a key. An operation that is missing here fails
 * the tests beside, so a new one is covered by them from its first day.
 */
export const validRequests: Readonly<Record<string, Request>> = {
  listProducts: {},
  readProduct: { params: { productId: id } },
  createProduct: {
    body: {
      sku: 'X-1',
      name: 'X',
      taxCategory: 'standard',
      weightGrams: 1,
      inventoryReference: 'X-1',
      price: euros,
    },
  },
  updateProduct: { params: { productId: id }, body: { name: 'X' } },
  changePrice: { params: { productId: id }, body: { price: euros } },
  listPrices: { params: { productId: id } },
  readStock: { params: { productId: id } },
  setStock: { params: { productId: id }, body: { onHand: 1 } },
  createCoupon: { body: { code: 'TEN', terms: { kind: 'percentage', basisPoints: 1000 } } },
  readCoupon: { params: { code: 'TEN' } },
  createCart: { body: {} },
  readCart: { params: { cartId: id } },
  putCartItem: { params: { cartId: id, productId: id }, body: { quantity: 1 } },
  removeCartItem: { params: { cartId: id, productId: id } },
  setCartAddress: { params: { cartId: id }, body: GERMANY },
  applyCoupon: { params: { cartId: id }, body: { code: 'TEN' } },
  removeCoupon: { params: { cartId: id } },
  setCartCurrency: { params: { cartId: id }, body: { currency: 'CHF' } },
  quoteShipping: { params: { cartId: id } },
  chooseShippingRate: { params: { cartId: id }, body: { rateId: 'rate_1' } },
  placeOrder: { body: { cartId: id, expectedTotal: euros } },
  readOrder: { params: { orderId: id } },
  listOrders: {},
  updateOrder: { params: { orderId: id }, body: { deliveryNote: 'Ring twice' } },
  cancelOrder: { params: { orderId: id }, body: {} },
  authorizePayment: { params: { orderId: id }, body: { paymentMethod: 'pm_card_visa' } },
  readPayment: { params: { paymentId: id } },
  capturePayment: { params: { paymentId: id }, body: { amount: euros } },
  refundPayment: { params: { paymentId: id }, body: { amount: euros } },
  voidPayment: { params: { paymentId: id }, body: {} },
  buyLabel: { params: { orderId: id }, body: {} },
  readShipment: { params: { shipmentId: id } },
  readLedger: { params: { orderId: id } },
};
