import type { Shop } from '@topheavy/testbed';
import { operation, type CrashOperation, type Order } from '../operation.ts';
import { authorised, captured, CONFIRMED, PART_GIVEN_BACK, PART_TAKEN, placed, SENT } from './requests.ts';

type Told = Order & { readonly event: unknown };

/** The provider did what it was asked, and only its event says so. */
async function told(
  shop: Shop,
  order: Order,
  { op, type, tries }: { op: string; type: string; tries?: number },
  ask: () => Promise<unknown>,
): Promise<Told> {
  await shop.loseAnswer(op, tries);
  await ask();
  return { ...order, event: (await shop.eventsOfType(type)).at(-1) };
}

const received = { status: 204 };

export const events: readonly CrashOperation[] = [
  operation({
    name: 'event: payment held',
    promise: 'a hold that Stripe tells of confirms the order once',
    async given(shop) {
      const order = await placed(shop);
      const type = 'payment_intent.amount_capturable_updated';
      return told(shop, order, { op: 'stripe.payment_intents.create', type }, () => shop.authorize(order));
    },
    act: (shop, { event }, { via }) => shop.stripeSends(event, { via }),
    answer: received,
    done: CONFIRMED,
  }),
  operation({
    name: 'event: capture',
    promise: 'a capture that Stripe tells of counts once',
    async given(shop) {
      const order = await authorised(shop);
      const type = 'payment_intent.amount_capturable_updated';
      return told(shop, order, { op: 'stripe.payment_intents.capture', type }, () =>
        shop.capture(order, '40.00 EUR'),
      );
    },
    act: (shop, { event }, { via }) => shop.stripeSends(event, { via }),
    answer: received,
    done: PART_TAKEN,
  }),
  operation({
    name: 'event: refund',
    promise: 'a refund that Stripe tells of counts once',
    async given(shop) {
      const order = await captured(shop);
      return told(shop, order, { op: 'stripe.refunds.create', type: 'refund.created' }, () =>
        shop.refund(order, '30.00 EUR'),
      );
    },
    act: (shop, { event }, { via }) => shop.stripeSends(event, { via }),
    answer: received,
    done: PART_GIVEN_BACK,
  }),
  operation({
    name: 'event: parcel',
    promise: 'a report of the carrier counts once',
    async given(shop) {
      const order = await authorised(shop);
      const { body: shipment } = await shop.buyLabel(order);
      await shop.carrierReports({ trackingCode: shipment.trackingCode ?? '' }, 'in_transit');
      return { ...order, event: (await shop.eventsOfType('tracker.updated')).at(-1) };
    },
    act: (shop, { event }, { via }) => shop.easypostSends(event, { via }),
    answer: received,
    done: { ...SENT, parcel: ['in_transit'] },
  }),
  operation({
    name: 'event: parcel, label unknown',
    promise: 'a report about a label whose purchase nobody recorded sends the order once',
    async given(shop) {
      const order = await authorised(shop);
      await shop.loseAnswer('easypost.shipments.buy', 1);
      await shop.buyLabel(order);
      await shop.carrierReports({ trackingCode: await shop.lastTrackingCode() }, 'in_transit');
      return { ...order, event: (await shop.eventsOfType('tracker.updated')).at(-1) };
    },
    act: (shop, { event }, { via }) => shop.easypostSends(event, { via }),
    answer: received,
    done: { ...SENT, parcel: ['in_transit'] },
  }),
];
