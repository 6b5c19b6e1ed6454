import type { Shop } from '@topheavy/testbed';
import { later, repeatable, UNAVAILABLE, operation, type GatewayOperation } from '../gateway-operation.ts';

const REJECTED = { status: 422, problem: { slug: 'payment-rejected' } };

const UNUSED_AMOUNT = {
  none: 'the shop does not use the amount in this answer: it books what it asked for',
};

const FORGIVEN = 'is answered with 503, and done once when the same request comes again';

/**
 * What the order says, what the bank says, and what was announced because of it. That the ledger says the
 * same as the order is checked after every test.
 */
async function everyAccount(shop: Shop, order: { id: string }) {
  const [now, bank, announcements] = await Promise.all([
    shop.read(order),
    shop.atTheBank(order),
    shop.announcements(order),
  ]);
  return { order: now, bank, announced: announcements.map(({ type }) => type) };
}

export const stripeOperations: readonly GatewayOperation[] = [
  operation({
    title: 'a hold on a card at Stripe',
    provider: 'stripe',
    op: 'stripe.payment_intents.create',
    call: 'payments authorize',
    changes: true,
    form: { field: '$.status', otherType: 'number', enumeration: '$.status', amount: '$.amount' },
    answers: {
      late: [{ status: 201 }, 'confirms the order'],
      open: [
        { status: 202, body: { status: 'processing' } },
        'is answered with 202, and stands once in the end',
      ],
      away: [UNAVAILABLE, FORGIVEN],
      refused: [REJECTED, 'is told to the customer, who pays anew and once'],
    },
    async given(shop) {
      const order = await shop.given.placedOrder({ total: '100.00 EUR' });
      return { order };
    },
    errand(shop, { order }) {
      const payAnew = () => shop.authorize(order);
      return {
        act: (by) => shop.authorize(order, 'pm_card_visa', repeatable(by)),
        settle: {
          async open(phase) {
            await shop.sweepPayments({ minutesLater: 2 });
            // The sweeper never asks for money: a hold that was not made has failed.
            if (phase === 'before-effect') await payAnew();
          },
          away: () => shop.authorize(order, 'pm_card_visa', repeatable()),
          refused: payAnew,
        },
        outcome: () => everyAccount(shop, order),
      };
    },
    done: {
      order: {
        status: 'confirmed',
        paymentStatus: 'authorized',
        authorized: '100.00 EUR',
        captured: '0.00 EUR',
      },
      bank: [{ status: 'requires_capture', amount: '100.00 EUR', captured: '0.00 EUR', refunds: [] }],
      announced: ['order.placed', 'order.confirmed'],
    },
  }),
  operation({
    title: 'a capture at Stripe',
    provider: 'stripe',
    op: 'stripe.payment_intents.capture',
    call: 'payments capture',
    changes: true,
    form: { field: '$.status', otherType: 'number', enumeration: '$.status', amount: '$.amount_received' },
    answers: {
      late: [{ status: 201, body: { status: 'succeeded' } }, 'is booked'],
      open: [
        { status: 202, body: { status: 'processing', net: null } },
        'is answered with 202, and taken and booked once by the sweeper',
      ],
      away: [UNAVAILABLE, FORGIVEN],
      refused: [REJECTED, 'is told to the back office, which captures anew and once'],
    },
    async given(shop) {
      const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
      return { order };
    },
    errand(shop, { order }) {
      return {
        act: (by) => shop.capture(order, '40.00 EUR', repeatable(by)),
        settle: {
          open: () => shop.sweepPayments({ minutesLater: 2 }),
          away: () => shop.capture(order, '40.00 EUR', repeatable()),
          refused: () => shop.capture(order, '40.00 EUR'),
        },
        outcome: () => everyAccount(shop, order),
      };
    },
    done: {
      order: { captured: '40.00 EUR', capturable: '60.00 EUR' },
      bank: [{ amount: '100.00 EUR', captured: '40.00 EUR', refunds: [] }],
      announced: ['order.placed', 'order.confirmed'],
    },
  }),
  operation({
    title: 'a refund at Stripe',
    provider: 'stripe',
    op: 'stripe.refunds.create',
    call: 'payments refund',
    changes: true,
    form: { field: '$.status', otherType: 'number', enumeration: '$.status', amount: '$.amount' },
    answers: {
      late: [{ status: 201, body: { status: 'succeeded' } }, 'is booked'],
      open: [
        { status: 202, body: { status: 'processing', net: null } },
        'is answered with 202, and given and booked once by the sweeper',
      ],
      away: [UNAVAILABLE, FORGIVEN],
      refused: [REJECTED, 'is told to the back office, which refunds anew and once'],
    },
    async given(shop) {
      const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
      return { order };
    },
    errand(shop, { order }) {
      return {
        act: (by) => shop.refund(order, '30.00 EUR', repeatable(by)),
        settle: {
          open: () => shop.sweepPayments({ minutesLater: 2 }),
          away: () => shop.refund(order, '30.00 EUR', repeatable()),
          refused: () => shop.refund(order, '30.00 EUR'),
        },
        outcome: () => everyAccount(shop, order),
      };
    },
    done: {
      order: { refunded: '30.00 EUR', refundable: '70.00 EUR' },
      bank: [{ captured: '100.00 EUR', refunds: ['30.00 EUR'] }],
      announced: ['order.placed', 'order.confirmed'],
    },
  }),
  operation({
    title: 'the release of a hold at Stripe',
    provider: 'stripe',
    op: 'stripe.payment_intents.cancel',
    call: 'payments void',
    changes: true,
    form: {
      field: '$.status',
      otherType: 'number',
      enumeration: '$.status',
      amount: UNUSED_AMOUNT,
    },
    answers: {
      late: [{ status: 200 }, 'goes with the cancellation'],
      open: [{ status: 200 }, 'does not hold up the cancellation, and the sweeper carries it out'],
      away: [{ status: 200 }, 'does not hold up the cancellation, and the sweeper carries it out'],
      refused: [{ status: 200 }, 'does not hold up the cancellation, and the sweeper carries it out'],
    },
    async given(shop) {
      const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
      return { order };
    },
    errand(shop, { order }) {
      const sweep = () => shop.sweepPayments({ minutesLater: 2 });
      return {
        act: (by) => shop.cancelOrder(order, repeatable(by)),
        settle: { open: sweep, away: sweep, refused: sweep },
        outcome: () => everyAccount(shop, order),
      };
    },
    done: {
      order: { status: 'cancelled', paymentStatus: 'voided' },
      bank: [{ status: 'canceled', captured: '0.00 EUR' }],
      announced: ['order.placed', 'order.confirmed', 'order.cancelled'],
    },
  }),
  operation({
    title: 'the sweeper’s look at a payment at Stripe',
    provider: 'stripe',
    op: 'stripe.payment_intents.retrieve',
    call: 'payments retrieve',
    changes: false,
    form: { field: '$.status', otherType: 'number', enumeration: '$.status', amount: '$.amount' },
    answers: {
      late: [{ paymentStatus: 'authorized' }, 'settles it'],
      away: [{ paymentStatus: 'requires_action' }, 'decides nothing, and the next look settles it'],
      refused: [{ paymentStatus: 'requires_action' }, 'decides nothing, and the next look settles it'],
    },
    async given(shop) {
      const order = await shop.given.placedOrder({ total: '100.00 EUR' });
      await shop.authorize(order, 'pm_card_authenticationRequired');
      await shop.customerAuthenticates(order);
      return { order };
    },
    errand(shop, { order }) {
      const sweep = () => shop.sweepPayments({ minutesLater: 4 });
      return {
        async act(by) {
          await shop.sweepPayments(later(2, by));
          return shop.read(order);
        },
        settle: { away: sweep, refused: sweep },
        outcome: () => everyAccount(shop, order),
      };
    },
    done: {
      order: { status: 'confirmed', paymentStatus: 'authorized', authorized: '100.00 EUR' },
      bank: [{ status: 'requires_capture', amount: '100.00 EUR' }],
      announced: ['order.placed', 'order.confirmed'],
    },
  }),
  operation({
    title: 'the look at a payment that an event of Stripe is about',
    provider: 'stripe',
    op: 'stripe.payment_intents.retrieve',
    call: 'payments retrieve',
    again: true,
    changes: false,
    form: { field: '$.status', otherType: 'number', enumeration: '$.status', amount: '$.amount' },
    answers: {
      late: [{ status: 204 }, 'applies the event'],
      away: [UNAVAILABLE, 'makes Stripe send the event again, and then applies it'],
      refused: [UNAVAILABLE, 'makes Stripe send the event again, and then applies it'],
    },
    async given(shop) {
      const order = await shop.given.placedOrder({ total: '100.00 EUR' });
      await shop.authorize(order, 'pm_card_authenticationRequired');
      await shop.customerAuthenticates(order);
      const [event] = await shop.eventsOfType('payment_intent.amount_capturable_updated');
      return { order, event };
    },
    errand(shop, { order, event }) {
      const send = () => shop.stripeSends(event);
      return {
        act: (by) => shop.stripeSends(event, { via: by?.http }),
        settle: { away: send, refused: send },
        outcome: () => everyAccount(shop, order),
      };
    },
    done: {
      order: { status: 'confirmed', paymentStatus: 'authorized', authorized: '100.00 EUR' },
      bank: [{ status: 'requires_capture', amount: '100.00 EUR' }],
      announced: ['order.placed', 'order.confirmed'],
    },
  }),
  operation({
    title: 'the search for a lost payment at Stripe',
    provider: 'stripe',
    op: 'stripe.payment_intents.list',
    call: 'payments find-payment',
    changes: false,
    form: {
      field: '$.data[*].status',
      otherType: 'number',
      enumeration: '$.data[*].status',
      amount: '$.data[*].amount',
    },
    answers: {
      late: [{ paymentStatus: 'authorized' }, 'finds it'],
      away: [{ paymentStatus: 'processing' }, 'decides nothing, and the next search finds it'],
      refused: [{ paymentStatus: 'processing' }, 'decides nothing, and the next search finds it'],
    },
    async given(shop) {
      const order = await shop.given.placedOrder({ total: '100.00 EUR' });
      await shop.loseAnswer('stripe.payment_intents.create');
      await shop.authorize(order);
      return { order };
    },
    errand(shop, { order }) {
      const sweep = () => shop.sweepPayments({ minutesLater: 4 });
      return {
        async act(by) {
          await shop.sweepPayments(later(2, by));
          return shop.read(order);
        },
        settle: { away: sweep, refused: sweep },
        outcome: () => everyAccount(shop, order),
      };
    },
    done: {
      order: { status: 'confirmed', paymentStatus: 'authorized', authorized: '100.00 EUR' },
      bank: [{ status: 'requires_capture', amount: '100.00 EUR' }],
      announced: ['order.placed', 'order.confirmed'],
    },
  }),
  operation({
    title: 'the search for a lost refund at Stripe',
    provider: 'stripe',
    op: 'stripe.refunds.list',
    call: 'payments find-refund',
    changes: false,
    form: {
      field: '$.data[*].status',
      otherType: 'number',
      enumeration: '$.data[*].status',
      amount: UNUSED_AMOUNT,
    },
    answers: {
      late: [{ refunded: '30.00 EUR' }, 'finds it'],
      away: [
        { refunded: '0.00 EUR', refundable: '70.00 EUR' },
        'decides nothing, and the next search finds it',
      ],
      refused: [
        { refunded: '0.00 EUR', refundable: '70.00 EUR' },
        'decides nothing, and the next search finds it',
      ],
    },
    async given(shop) {
      const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
      await shop.loseAnswer('stripe.refunds.create');
      await shop.refund(order, '30.00 EUR');
      return { order };
    },
    errand(shop, { order }) {
      const sweep = () => shop.sweepPayments({ minutesLater: 4 });
      return {
        async act(by) {
          await shop.sweepPayments(later(2, by));
          return shop.read(order);
        },
        settle: { away: sweep, refused: sweep },
        outcome: () => everyAccount(shop, order),
      };
    },
    done: {
      order: { refunded: '30.00 EUR', refundable: '70.00 EUR' },
      bank: [{ captured: '100.00 EUR', refunds: ['30.00 EUR'] }],
      announced: ['order.placed', 'order.confirmed'],
    },
  }),
  operation({
    title: 'the look at a refund that an event of Stripe is about',
    provider: 'stripe',
    op: 'stripe.refunds.list',
    call: 'payments find-refund',
    again: true,
    changes: false,
    form: {
      field: '$.data[*].status',
      otherType: 'number',
      enumeration: '$.data[*].status',
      amount: UNUSED_AMOUNT,
    },
    answers: {
      late: [{ status: 204 }, 'applies the event'],
      away: [UNAVAILABLE, 'makes Stripe send the event again, and then applies it'],
      refused: [UNAVAILABLE, 'makes Stripe send the event again, and then applies it'],
    },
    async given(shop) {
      const order = await shop.given.capturedOrder({ total: '100.00 EUR' });
      await shop.loseAnswer('stripe.refunds.create');
      await shop.refund(order, '30.00 EUR');
      const [event] = await shop.eventsOfType('refund.created');
      return { order, event };
    },
    errand(shop, { order, event }) {
      const send = () => shop.stripeSends(event);
      return {
        act: (by) => shop.stripeSends(event, { via: by?.http }),
        settle: { away: send, refused: send },
        outcome: () => everyAccount(shop, order),
      };
    },
    done: {
      order: { refunded: '30.00 EUR', refundable: '70.00 EUR' },
      bank: [{ captured: '100.00 EUR', refunds: ['30.00 EUR'] }],
      announced: ['order.placed', 'order.confirmed'],
    },
  }),
];
