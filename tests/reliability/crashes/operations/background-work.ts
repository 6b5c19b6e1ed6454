import type { Shop } from '@topheavy/testbed';
import type { CrashOperation, Order } from '../operation.ts';
import {
  authorised,
  CANCELLED,
  captured,
  CONFIRMED,
  PART_GIVEN_BACK,
  PART_TAKEN,
  placed,
  PLACED,
  SENT,
} from './requests.ts';

/** An API whose open work is due for the sweepers at once. */
const hasty = async (shop: Shop) => ({ via: (await shop.startApi({ SETTLE_AFTER_MS: '1' })).http });

/** The product is sold no more: the stock sync has nothing to ask about. */
async function retired<Scene extends Order>(shop: Shop, scene: Scene): Promise<Scene> {
  await shop.updateProduct(scene.productId, { active: false });
  return scene;
}

const UNPUBLISHED = 'SELECT FROM outbox WHERE published_at IS NULL';

/** The relay passes on what another job wrote, when it comes to it. */
const RELAY = /^(update outbox|resend: |square: POST .*\/changes)/;

export const backgroundWork: readonly CrashOperation[] = [
  {
    name: 'relay: a mail',
    promise: 'a mail is delivered once',
    given: async (shop) => retired(shop, await placed(shop)),
    waiting: UNPUBLISHED,
    done: PLACED,
  },
  {
    name: 'relay: a sale and its mail',
    promise: 'a sale is counted once, and its mail delivered once',
    async given(shop) {
      const order = await retired(shop, await authorised(shop));
      await shop.buyLabel(order);
      // Events of several aggregates would be relayed side by side, in any order.
      await shop.sql(`UPDATE outbox SET published_at = now() WHERE type <> 'order.fulfilled'`);
      return order;
    },
    waiting: UNPUBLISHED,
    done: { ...SENT, mails: ['Your order is on its way'] },
  },
  {
    name: 'sweep: a payment that was made',
    promise: 'a payment that nobody recorded is found once',
    async given(shop) {
      const order = await retired(shop, await placed(shop));
      await shop.loseAnswer('stripe.payment_intents.create');
      await shop.authorize(order, 'pm_card_visa', await hasty(shop));
      await shop.relayAll();
      return order;
    },
    waiting: "SELECT FROM payments WHERE status = 'processing'",
    others: RELAY,
    done: CONFIRMED,
  },
  {
    name: 'sweep: a payment that was not made',
    promise: 'a payment that never reached the bank is given up, and never made by itself',
    async given(shop) {
      const order = await retired(shop, await placed(shop));
      await shop.loseRequest('stripe.payment_intents.create');
      await shop.authorize(order, 'pm_card_visa', await hasty(shop));
      await shop.relayAll();
      return order;
    },
    waiting: "SELECT FROM payments WHERE status = 'processing'",
    others: RELAY,
    done: { ...PLACED, paymentStatus: 'failed' },
  },
  {
    name: 'sweep: a capture',
    promise: 'a capture that never reached the bank is made once',
    async given(shop) {
      const order = await retired(shop, await authorised(shop));
      await shop.loseRequest('stripe.payment_intents.capture');
      await shop.capture(order, '40.00 EUR', await hasty(shop));
      await shop.relayAll();
      return order;
    },
    waiting: "SELECT FROM captures WHERE status = 'processing'",
    others: RELAY,
    done: PART_TAKEN,
  },
  {
    name: 'sweep: a refund',
    promise: 'a refund that never reached the bank is made once',
    async given(shop) {
      const order = await retired(shop, await captured(shop));
      await shop.loseRequest('stripe.refunds.create');
      await shop.refund(order, '30.00 EUR', await hasty(shop));
      await shop.relayAll();
      return order;
    },
    waiting: "SELECT FROM refunds WHERE status = 'processing'",
    others: RELAY,
    done: PART_GIVEN_BACK,
  },
  {
    name: 'sweep: a hold',
    promise: 'the hold of a cancelled order that nobody let go of is let go of',
    async given(shop) {
      const order = await retired(shop, await authorised(shop));
      await shop.loseRequest('stripe.payment_intents.cancel');
      await shop.cancelOrder(order, await hasty(shop));
      await shop.relayAll();
      return order;
    },
    waiting: 'SELECT FROM payments WHERE voiding_since IS NOT NULL',
    others: RELAY,
    done: CANCELLED,
  },
  {
    name: 'sweep: a label',
    promise: 'a label that nobody recorded is found once',
    async given(shop) {
      const order = await retired(shop, await authorised(shop));
      await shop.loseAnswer('easypost.shipments.buy', 1);
      await shop.buyLabel(order, await hasty(shop));
      await shop.relayAll();
      return order;
    },
    waiting: "SELECT FROM shipments WHERE status = 'purchasing'",
    others: RELAY,
    done: SENT,
  },
  {
    name: 'expire a reservation',
    promise: 'an order that was not paid in time gives its goods back once',
    async given(shop) {
      // Placed longer ago than a reservation lasts.
      await shop.passTime(-60 * 60_000);
      const order = await placed(shop);
      await shop.passTime(60 * 60_000);
      return retired(shop, order);
    },
    waiting: "SELECT FROM orders WHERE status = 'pending_payment'",
    others: RELAY,
    done: {
      ...PLACED,
      status: 'cancelled',
      stock: { onHand: 100, reserved: 0 },
      mails: ['We have your order', 'Your order is cancelled'],
    },
  },
  {
    name: 'sync stock',
    promise: 'what is promised to customers stays promised when stock is counted',
    async given(shop) {
      const order = await placed(shop);
      await shop.relayAll();
      const { body: product } = await shop.readProduct(order.productId);
      await shop.warehouseCounts(product, 17);
      return order;
    },
    waiting: 'SELECT FROM stock WHERE on_hand <> 17',
    done: { ...PLACED, stock: { onHand: 17, reserved: 1 } },
  },
];
