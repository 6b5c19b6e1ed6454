export type Edit = {
  /** What somebody who saves it has done. */
  readonly kind: string;
  readonly file: string;
  readonly change: (text: string) => string;
};

const body = (text: string): string => inFirstBlock(text, 'void 0;');
const broken = (text: string): string => inFirstBlock(text, `throw new Error('broken by the bench');`);
const comment = (text: string): string => `${text}// Said once more.\n`;
const format = (text: string): string => text.replace('\n\n', '\n\n\n');
const type = (text: string): string => `${text}\nexport type SaidOnceMore = string;\n`;
const constant = (text: string): string => `${text}\nexport const saidOnceMore = Math.max(1, 2);\n`;
const added = (text: string): string => `${text}\nexport function saidOnceMore(): number {\n  return 1;\n}\n`;
const noProgram = (text: string): string => `${text}\nconst = ;\n`;

const API = 'apps/api/src';
const SHOP = 'packages/testbed/src/shop';

/** One of each thing that people do while they work on the shop. Each is taken back before the next. */
export const edits: readonly Edit[] = [
  { kind: 'function of the API', file: `${API}/orders/cancel-order.ts`, change: body },
  { kind: 'function of the API', file: `${API}/orders/list-orders.ts`, change: body },
  { kind: 'function of the API', file: `${API}/orders/expire-reservations.ts`, change: body },
  { kind: 'function of the API', file: `${API}/payments/void-payment.ts`, change: body },
  { kind: 'function of the API', file: `${API}/payments/sweep-payments.ts`, change: body },
  { kind: 'function of the API', file: `${API}/coupons/create-coupon.ts`, change: body },
  { kind: 'function of the API', file: `${API}/products/change-price.ts`, change: body },
  { kind: 'function of the API', file: `${API}/shipments/apply-tracking.ts`, change: body },
  { kind: 'function of the API', file: `${API}/ledger/read-ledger.ts`, change: body },
  { kind: 'function of the API', file: `${API}/carts/cart-changes.ts`, change: body },
  { kind: 'function of the domain', file: 'packages/domain/src/coupon-refusal.ts', change: body },
  { kind: 'function of the domain', file: 'packages/domain/src/tax-by-rate-group.ts', change: body },
  { kind: 'rule broken', file: `${API}/products/set-stock.ts`, change: broken },
  { kind: 'rule broken', file: 'packages/domain/src/steps.ts', change: broken },
  { kind: 'no program', file: `${API}/coupons/coupon-code.ts`, change: noProgram },
  { kind: 'function added', file: `${API}/orders/order-body.ts`, change: added },
  { kind: 'top-level code', file: `${API}/coupons/coupon-rules.ts`, change: constant },
  { kind: 'comment', file: `${API}/payments/capture-payment.ts`, change: comment },
  { kind: 'comment', file: `${API}/db/migrations/0009-rate-snapshots.ts`, change: comment },
  { kind: 'type', file: `${API}/orders/place-order.ts`, change: type },
  { kind: 'format', file: `${API}/carts/price-cart.ts`, change: format },
  { kind: 'test', file: 'tests/integration/coupons/create.test.ts', change: body },
  { kind: 'test', file: 'tests/integration/orders/read-order.test.ts', change: body },
  { kind: 'test', file: 'tests/unit/tax.test.ts', change: body },
  { kind: 'comment in a test', file: 'tests/integration/orders/stampedes.test.ts', change: comment },
  { kind: 'fake', file: 'apps/fakes/src/stripe/payment-intents-cancel.ts', change: body },
  { kind: 'fixture', file: `${SHOP}/bank.ts`, change: body },
  { kind: 'fixture', file: `${SHOP}/mailbox.ts`, change: body },
  { kind: 'documentation', file: 'docs/write-a-test.md', change: (text) => `${text}\nSaid once more.\n` },
  { kind: 'new test', file: 'tests/unit/said-once-more.test.ts', change: () => NEW_TEST },
];

const NEW_TEST = `import { expect, test } from 'vitest';

test('one is one', () => {
  expect(1).toBe(1);
});
`;

/** Where a block of statements opens: after a head, an arrow or a condition. */
function inFirstBlock(text: string, statement: string): string {
  const changed = text.replace(
    /(?:\)|=>|\)(?:: [^\n{]*)) \{\n(?!\s+(?:case|default))/,
    (open) => `${open}${statement}\n`,
  );
  if (changed === text) throw new Error(`This file has no block of statements:\n${text.slice(0, 200)}`);
  return changed;
}
