import type { Shop } from '@topheavy/testbed';

/** Why an answer's amount cannot be told to be in another unit. */
export const UNUSED_AMOUNT = {
  none: 'the shop does not use the amount in this answer: it books what it asked for',
};

/**
 * What the order says, what the bank says, and what was announced because of it. That the ledger says the
 * same as the order is checked after every test.
 */
export async function everyAccount(shop: Shop, order: { id: string }) {
  const [now, bank, announcements] = await Promise.all([
    shop.read(order),
    shop.atTheBank(order),
    shop.announcements(order),
  ]);
  return { order: now, bank, announced: announcements.map(({ type }) => type) };
}
