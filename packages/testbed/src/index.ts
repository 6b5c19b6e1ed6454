export { describe, expect } from 'vitest';
export { accepted, statuses, type Answer, type ProblemAnswer } from './shop/answer.ts';
export { publishedOperations, scopeOf } from './http/published-operations.ts';
export { DENMARK, FINLAND, FRANCE, GREECE } from './shop/addresses.ts';
export { GERMANY, SHIPPING_PRICE } from './shop/given.ts';
export { moneyOf, moneyText, withMoneyAsText } from './shop/money-text.ts';
export type { Shop } from './shop/shop.ts';
export type * from './shop/types.ts';
export { test } from './suite/test.ts';
