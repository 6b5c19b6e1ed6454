import { later, type GatewayOperation } from '../gateway-operation.ts';

const KEEPS = 'changes no stock, and the next sync takes it over';

export const squareOperations: readonly GatewayOperation[] = [
  {
    title: 'the counts of a sync at Square',
    op: 'square.inventory.batch_retrieve_counts',
    call: 'inventory counts-in-stock',
    changes: false,
    answers: {
      late: [{ onHand: 17 }, 'are taken over'],
      away: [{ onHand: 5, failure: 'unavailable' }, KEEPS],
      refused: [{ onHand: 5, failure: 'rejected' }, KEEPS],
    },
    async given(shop) {
      const product = await shop.given.product({ onHand: 5 });
      await shop.warehouseCounts(product, 17);
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
  },
  {
    title: 'the report of a sale to Square',
    op: 'square.inventory.batch_change',
    call: 'inventory record-sale',
    changes: true,
    answers: {
      late: [{}, 'is counted'],
      open: [{}, 'is made again by the relay, and counted once'],
      away: [{}, 'is made again by the relay, and counted once'],
      refused: [{}, 'is made again by the relay, and counted once'],
    },
    async given(shop) {
      const order = await shop.given.shippedOrder();
      const { body: product } = await shop.readProduct(order.productIds[0] ?? '');
      await shop.warehouseCounts(product, 10);
      const relay = () => shop.relayAll({ minutesLater: 1 });
      return {
        async act(by) {
          await shop.relayAll(later(0, by));
          return {};
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
  },
];
