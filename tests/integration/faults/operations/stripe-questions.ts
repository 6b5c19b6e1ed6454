import { later, UNAVAILABLE, operation, type GatewayOperation } from '../gateway-operation.ts';
import { everyAccount, UNUSED_AMOUNT } from './stripe-accounts.ts';

export const stripeQuestions: readonly GatewayOperation[] = [
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
