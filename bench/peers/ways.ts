import type { Variant } from '../suite/variants.ts';

/** Twenty tests of four files: of carts, of orders, of two requests at once, of money whose fate is not known. */
export const FILES = [
  'tests/integration/carts/coupon.test.ts',
  'tests/integration/orders/place-order.test.ts',
  'tests/integration/orders/order-total-changed.test.ts',
  'tests/integration/payments/two-open-captures.test.ts',
];

export const TESTS = 20;

/**
 * What a unit suite with mocks says of the same: a cart's coupon and what it takes off, an order and why it is
 * refused, a capture and what becomes of it. Titles of proof/mirage; together as many as above.
 */
const MOCKED = {
  'carts/price-cart': [
    'takes a percentage off',
    'takes an amount off',
    'takes off no more than the subtotal',
  ],
  'carts/cart-operations': ['accepts a coupon that is valid', 'throws coupon-refused with the reason'],
  'carts/cart-changes': ['reports nothing when everything is as it was', 'reports a changed price'],
  'orders/place-order': [
    "creates the order with the customer's e-mail",
    'prefers the e-mail of the request',
    'throws conflict-retry when the cart changed while rates were fetched',
  ],
  'orders/create-order': [
    'freezes prices, taxes and rates',
    'closes the cart, reports the order and reserves the stock',
    'takes the coupon',
    'throws cart-not-ready with what is missing',
  ],
  'orders/stock-and-coupon': ['throws coupon-used-up'],
  'payments/captures': [
    'books net and tax',
    'records it once',
    'changes nothing while it is unknown',
    'asks again and records the outcome',
    'leaves it open while the provider is away',
  ],
};

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** The ways of others. The first of the bench, with which they are compared, is the suite as it is. */
export const WAYS: readonly Variant[] = [
  { dimension: 'peers', name: 'truncate per test', env: { ISOLATION: 'truncate' }, args: [] },
  {
    dimension: 'peers',
    name: 'server per file',
    env: { ISOLATION: 'server-per-file' },
    // A process for each file is what Vitest does unless told otherwise.
    args: ['--isolate'],
  },
  {
    dimension: 'peers',
    name: 'mocked unit tests',
    env: {},
    args: [],
    vitest: [
      '--config=proof/mirage/vitest.config.ts',
      `--testNamePattern=(?:${Object.values(MOCKED).flat().map(literally).join('|')})$`,
      ...Object.keys(MOCKED).map((name) => `proof/mirage/${name}.test.ts`),
    ],
  },
];
