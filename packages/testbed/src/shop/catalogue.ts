import { accepted } from './answer.ts';
import { manner, type Manner, type ShopContext } from './context.ts';
import { moneyOf } from './money-text.ts';
import type { Coupon, HistoricPrice, Page, Product, Stock } from './types.ts';

export type NewProduct = {
  readonly sku?: string;
  readonly name?: string;
  readonly description?: string;
  readonly price?: string;
  readonly taxCategory?: Product['taxCategory'];
  readonly weightGrams?: number;
  readonly inventoryReference?: string;
  readonly onHand?: number;
};

export type ProductChange = Partial<Pick<Product, 'name' | 'description' | 'active'>>;

export type NewCoupon = {
  readonly code?: string;
  /** `10` takes 10 % off. */
  readonly percent?: number;
  /** `'5.00 EUR'` off. */
  readonly amount?: string;
  readonly minimum?: string;
  readonly validFrom?: Date;
  readonly validUntil?: Date;
  readonly usageLimit?: number;
  readonly perCustomerLimit?: number;
};

/** For the whole worker: what is copied from an earlier test must not meet its own name again. */
let count = 0;
const fresh = (prefix: string): string => `${prefix}-${(count += 1)}`;

/** Products, prices, stock and coupons: the back office's side of the catalogue. */
export function catalogue({ call, customer, backOffice, world }: ShopContext) {
  return {
    createProduct: (product: NewProduct = {}, how?: Manner) => {
      const sku = product.sku ?? fresh('SKU');
      return call<Product>('createProduct', {
        ...manner(backOffice, how),
        body: {
          sku,
          name: product.name ?? `Product ${sku}`,
          ...(product.description === undefined ? {} : { description: product.description }),
          taxCategory: product.taxCategory ?? 'standard',
          weightGrams: product.weightGrams ?? 500,
          inventoryReference: product.inventoryReference ?? `INV-${sku}`,
          price: moneyOf(product.price ?? '10.00 EUR'),
          onHand: product.onHand ?? 100,
        },
      });
    },
    readProduct: (productId: string, how?: Manner) =>
      call<Product>('readProduct', { ...manner(customer, how), params: { productId } }),
    listProducts: (query: Record<string, string> = {}, how?: Manner) =>
      call<Page<Product>>('listProducts', { ...manner(customer, how), query }),
    /** The page that begins with this product, whatever was sold before it: by turning the pages up to it. */
    async listProductsFrom(product: { readonly id: string } | undefined, query: Record<string, string> = {}) {
      const { limit: _, ...filter } = query;
      const page = (more: Record<string, string>) =>
        call<Page<Product>>('listProducts', { ...manner(customer), query: { ...filter, ...more } });
      let cursor: Record<string, string> = {};
      for (;;) {
        const { items, nextCursor } = accepted(await page({ ...cursor, limit: '100' }));
        const before = items.findIndex(({ id }) => id === product?.id);
        if (before === 0) return page({ ...query, ...cursor });
        if (before > 0) {
          const last = accepted(await page({ ...cursor, limit: String(before) }));
          return page({ ...query, cursor: last.nextCursor ?? '' });
        }
        if (nextCursor === null) throw new Error(`The list has no product ${product?.id}.`);
        cursor = { cursor: nextCursor };
      }
    },
    updateProduct: (productId: string, change: ProductChange, how?: Manner) =>
      call<Product>('updateProduct', { ...manner(backOffice, how), params: { productId }, body: change }),
    changePrice: (productId: string, price: string, how?: Manner) =>
      call<Product>('changePrice', {
        ...manner(backOffice, how),
        params: { productId },
        body: { price: moneyOf(price) },
      }),
    listPrices: (productId: string, query: Record<string, string> = {}, how?: Manner) =>
      call<Page<HistoricPrice>>('listPrices', {
        ...manner(backOffice, how),
        params: { productId },
        query,
      }),
    setStock: (productId: string, onHand: number, how?: Manner) =>
      call<Stock>('setStock', { ...manner(backOffice, how), params: { productId }, body: { onHand } }),
    readStock: (productId: string, how?: Manner) =>
      call<Stock>('readStock', { ...manner(backOffice, how), params: { productId } }),
    createCoupon: (coupon: NewCoupon = {}, how?: Manner) =>
      call<Coupon>('createCoupon', {
        ...manner(backOffice, how),
        body: couponBody(coupon, fresh('SAVE')),
      }),
    readCoupon: (code: string, how?: Manner) =>
      call<Coupon>('readCoupon', {
        ...manner(backOffice, how),
        params: { code },
      }),
    /** The time as the shop sees it. */
    now: () => world.clock.now(),
  };
}

function couponBody(coupon: NewCoupon, freshCode: string): object {
  return {
    code: coupon.code ?? freshCode,
    terms:
      coupon.amount === undefined
        ? { kind: 'percentage', basisPoints: (coupon.percent ?? 10) * 100 }
        : { kind: 'amount', amount: moneyOf(coupon.amount) },
    ...(coupon.minimum === undefined ? {} : { minimum: moneyOf(coupon.minimum) }),
    ...(coupon.validFrom === undefined ? {} : { validFrom: coupon.validFrom.toISOString() }),
    ...(coupon.validUntil === undefined ? {} : { validUntil: coupon.validUntil.toISOString() }),
    ...(coupon.usageLimit === undefined ? {} : { usageLimit: coupon.usageLimit }),
    ...(coupon.perCustomerLimit === undefined ? {} : { perCustomerLimit: coupon.perCustomerLimit }),
  };
}
