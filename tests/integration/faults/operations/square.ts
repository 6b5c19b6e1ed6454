import { later, operation, type GatewayOperation } from '../gateway-operation.ts';

const KEEPS = 'changes no stock, and the next sync takes it over';
const AGAIN = 'is made again by the relay, and counted once';

export const squareOperations: readonly GatewayOperation[] = [
  operation({
    title: 'the counts of a sync at Square',
    provider: 'square',
    op: 'square.inventory.batch_retrieve_counts',
    call: 'inventory counts-in-stock',
    changes: false,
    form: {
      field: '$.counts[*].quantity',
      otherType: 'number',
      enumeration: '$.counts[*].state',
      amount: { none: 'nothing that the shop knows says what this number should be' },
    },
    answers: {
      late: [{ onHand: 17 }, 'are taken over'],
      away: [{ onHand: 5, failure: 'unavailable' }, KEEPS],
      refused: [{ onHand: 5, failure: 'rejected' }, KEEPS],
    },
    async given(shop) {
      const product = await shop.given.product({ onHand: 5 });
      await shop.warehouseCounts(product, 17);
      return { product };
    },
    errand(shop, { product }) {
      const sync = () => shop.syncStock();
      return {
        async act(by) {
          const failure = await shop
            .syncStock(by && { by })
            .catch((error: { failure?: unknown }) => error.failure);
          return { failure, ...(await shop.stockOf(product)) };
        },
        settle: { away: sync, refused: sync },
        outcome: () => shop.stockOf(product),
      };
    },
    done: { onHand: 17, reserved: 0, available: 17 },
  }),
  operation({
    title: 'the report of a sale to Square',
    provider: 'square',
    op: 'square.inventory.batch_change',
    call: 'inventory record-sale',
    changes: true,
    form: {
      field: '$.counts[*].quantity',
      otherType: 'number',
      enumeration: { none: 'the shop acts on no enumeration in this answer' },
      amount: {
        none: 'the shop does not use the number in this answer: it has taken the goods off its stock already',
      },
    },
    answers: {
      late: [{ waiting: 0 }, 'is counted'],
      open: [{ waiting: 1 }, AGAIN],
      away: [{ waiting: 1 }, AGAIN],
      refused: [{ waiting: 1 }, AGAIN],
    },
    async given(shop) {
      const order = await shop.given.shippedOrder();
      const { body: product } = await shop.readProduct(order.productIds[0] ?? '');
      await shop.warehouseCounts(product, 10);
      return { order, product };
    },
    errand(shop, { order, product }) {
      const relay = () => shop.relayAll({ minutesLater: 1 });
      return {
        async act(by) {
          await shop.relayAll(later(0, by));
          const waiting = await shop.sql('SELECT FROM outbox WHERE published_at IS NULL AND dead_at IS NULL');
          return { waiting: waiting.length };
        },
        settle: { open: relay, away: relay, refused: relay },
        outcome: async () => ({
          warehouse: await shop.inTheWarehouse(product),
          shop: await shop.stockOf(product),
          mails: await shop.mailsAbout(order),
        }),
      };
    },
    done: { warehouse: 9, shop: { reserved: 0 }, mails: { length: 3 } },
  }),
];
