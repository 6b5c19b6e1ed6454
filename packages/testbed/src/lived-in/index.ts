export { accepted } from '../shop/answer.ts';
export type { Shop } from '../shop/shop.ts';
export { HISTORY, HISTORY_STATES } from './generate-history.ts';
export { openShops } from './open-shops.ts';
