import { issueApiKey, revokeApiKey, SCOPES } from '@topheavy/api';
import { accepted } from './answer.ts';
import { createBackOffice, createCustomer, type Actor } from './actor.ts';
import { copiesOf } from './cart-copies.ts';
import { carts, type Id } from './carts.ts';
import { catalogue, type NewCoupon, type NewProduct } from './catalogue.ts';
import type { ShopContext } from './context.ts';
import { moneyOf, moneyText } from './money-text.ts';
import { orders } from './orders.ts';
import { payments, type PaidOrder } from './payments.ts';
import type { Address, Cart, Order, Product } from './types.ts';

/** In the world of the tests a parcel costs 10.00 USD, and a dollar costs 0.90 EUR. */
export const SHIPPING_PRICE = '9.00 EUR';

export const GERMANY: Address = {
  name: 'Ada Lovelace',
  line1: 'Unter den Linden 1',
  city: 'Berlin',
  postalCode: '10117',
  country: 'DE',
};

export type CartWishes = {
  readonly items?: readonly { readonly product: Id; readonly quantity: number }[];
  readonly address?: Address;
  readonly currency?: string;
  readonly taxMode?: Cart['taxMode'];
  readonly as?: Actor;
};

export type OrderWishes = CartWishes & {
  /** With shipping and VAT; makes one product of the price that is left. In EUR. */
  readonly total?: string;
  readonly coupon?: string;
};

export type PlacedOrder = Id & {
  readonly total: string;
  readonly productIds: readonly string[];
  readonly body: Order;
};

/**
 * Makes what a test starts from, through the API like everybody else; what an earlier test of this worker
 * made in the same way is copied (see arrangements.ts).
 */
export function given(context: ShopContext) {
  const shop = { ...catalogue(context), ...carts(context), ...orders(context), ...payments(context) };

  const product = async (wishes: NewProduct = {}): Promise<Product> =>
    accepted(await shop.createProduct(wishes));

  const openCart = async ({ as, currency, taxMode, address, items = [] }: CartWishes = {}): Promise<Cart> =>
    accepted(
      await shop.createCart(
        {
          ...(currency === undefined ? {} : { currency }),
          ...(taxMode === undefined ? {} : { taxMode }),
          ...(address === undefined ? {} : { address }),
          items: items.map((item) => ({ productId: item.product.id, quantity: item.quantity })),
        },
        as === undefined ? {} : { as },
      ),
    );

  const cart = async (wishes: OrderWishes = {}): Promise<Cart> => {
    const how = wishes.as === undefined ? {} : { as: wishes.as };
    const items = wishes.items ?? [{ product: await product(priceFor(wishes.total)), quantity: 1 }];
    const created = await openCart({ ...wishes, items, address: wishes.address ?? GERMANY });
    if (wishes.coupon !== undefined) accepted(await shop.applyCoupon(created, wishes.coupon, how));
    const { rates } = accepted(await shop.quoteShipping(created, how));
    return accepted(await shop.chooseShippingRate(created, rates[0]?.rateId ?? '', how));
  };

  const placedOrder = async (wishes: OrderWishes = {}): Promise<PlacedOrder> => {
    const ready = await cart(wishes);
    if (ready.totals.total === null)
      throw new Error(`The cart has no total; it lacks ${ready.missing.join(', ')}.`);
    const total = moneyText(ready.totals.total);
    const how = wishes.as === undefined ? {} : { as: wishes.as };
    const body = accepted(await shop.placeOrder(ready, total, {}, how));
    return { id: body.id, total, productIds: ready.items.map((item) => item.productId), body };
  };

  const cancelledOrder = async (wishes: OrderWishes = {}): Promise<PlacedOrder> => {
    const placed = await placedOrder(wishes);
    accepted(await shop.cancelOrder(placed, wishes.as === undefined ? {} : { as: wishes.as }));
    return placed;
  };

  const authorisedOrder = async (wishes: OrderWishes = {}): Promise<PlacedOrder & PaidOrder> => {
    const placed = await placedOrder(wishes);
    const how = wishes.as === undefined ? {} : { as: wishes.as };
    const payment = accepted(await shop.authorize(placed, 'pm_card_visa', how));
    return { ...placed, paymentId: payment.id };
  };

  const capturedOrder = async (
    wishes: OrderWishes & { captured?: string } = {},
  ): Promise<PlacedOrder & PaidOrder> => {
    const authorised = await authorisedOrder(wishes);
    accepted(await shop.capture(authorised, wishes.captured ?? authorised.total));
    return authorised;
  };

  const shippedOrder = async (
    wishes: OrderWishes = {},
  ): Promise<PlacedOrder & PaidOrder & { shipmentId: string; trackingCode: string }> => {
    const captured = await capturedOrder(wishes);
    const shipment = accepted(await shop.buyLabel(captured));
    return { ...captured, shipmentId: shipment.id, trackingCode: shipment.trackingCode ?? '' };
  };

  const { arrangements } = context;
  const arranged =
    <Wishes, Made>(name: string, make: (wishes?: Wishes) => Promise<Made>) =>
    (wishes?: Wishes): Promise<Made> =>
      arrangements.arrange(`${name} ${JSON.stringify(wishes ?? {})}`, () => make(wishes));
  const ownWork = <Args extends readonly unknown[], Made>(make: (...args: Args) => Made) => {
    return (...args: Args): Made => {
      arrangements.touch();
      return make(...args);
    };
  };

  return {
    product: arranged('product', product),
    products: ownWork(async (count: number, wishes: NewProduct = {}): Promise<Product[]> => {
      const made: Product[] = [];
      for (let i = 0; i < count; i += 1) made.push(await product(wishes));
      return made;
    }),
    coupon: ownWork(
      async (wishes: NewCoupon = {}): Promise<string> => accepted(await shop.createCoupon(wishes)).code,
    ),
    /** Another customer than the usual one. */
    customer: ownWork((name: string = 'Grace') => createCustomer(context.world.api.dependencies, name)),
    /** A customer, or a back office, whose key may do all but this. */
    customerWithout: ownWork((scope: string) =>
      createCustomer(
        context.world.api.dependencies,
        'Limited',
        SCOPES.filter((one) => one !== scope),
      ),
    ),
    backOfficeWithout: ownWork((scope: string) =>
      createBackOffice(
        context.world.api.dependencies,
        SCOPES.filter((one) => one !== scope),
      ),
    ),
    /** One more key of the same customer, that may do all. */
    anotherKeyOf: ownWork(async (actor: Actor): Promise<Actor> => {
      const { customerId, email } = actor;
      const request = { label: 'another', customerId, scopes: SCOPES };
      return { customerId, email, key: await issueApiKey(context.world.api.dependencies, request) };
    }),
    /** Takes a key back: from now on it opens nothing. */
    revokedKey: ownWork(async ({ key }: Actor): Promise<void> => {
      await revokeApiKey(context.world.api.dependencies, key);
    }),
    /** A cart with what is wished for and nothing else; empty without wishes. */
    openCart: arranged('openCart', openCart),
    /** A cart with items, address and shipping: ready to order. */
    cart: arranged('cart', cart),
    /** As many as a stampede needs: one made through the API, and copies of its rows. */
    carts: ownWork(async (count: number, wishes?: OrderWishes): Promise<Id[]> =>
      copiesOf(context.world.database, await cart(wishes), count),
    ),
    /** A cart of 19.00 EUR that became an order. */
    orderedCart: arranged('orderedCart', async (): Promise<Cart> => {
      const ready = await cart({ total: '19.00 EUR' });
      accepted(await shop.placeOrder(ready, '19.00 EUR'));
      return ready;
    }),
    placedOrder: arranged('placedOrder', placedOrder),
    cancelledOrder: arranged('cancelledOrder', cancelledOrder),
    authorisedOrder: arranged('authorisedOrder', authorisedOrder),
    capturedOrder: arranged('capturedOrder', capturedOrder),
    shippedOrder: arranged('shippedOrder', shippedOrder),
    /** What many tests of one file start from, made by the file itself: plain data, under a name of its own. */
    situation: <Made>(name: string, make: () => Promise<Made>): Promise<Made> =>
      arrangements.arrange(`situation ${name}`, make),
  };
}

function priceFor(total: string | undefined): NewProduct {
  if (total === undefined) return {};
  const { amount } = moneyOf(total);
  return { price: moneyText({ amount: amount - moneyOf(SHIPPING_PRICE).amount, currency: 'EUR' }) };
}
