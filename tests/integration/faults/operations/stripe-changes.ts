import { repeatable, UNAVAILABLE, operation, type GatewayOperation } from '../gateway-operation.ts';
import { everyAccount, UNUSED_AMOUNT } from './stripe-accounts.ts';

const REJECTED = { status: 422, problem: { slug: 'payment-rejected' } };

/** The order has ended, and the customer's money is not free yet. */
const STILL_HELD = { status: 200, order: 'cancelled', payment: 'authorized' };

const FORGIVEN = 'is answered with 503, and done once when the same request comes again';

export const stripeChanges: readonly GatewayOperation[] = [
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
      late: [{ status: 200, order: 'cancelled', payment: 'voided' }, 'goes with the cancellation'],
      open: [STILL_HELD, 'does not hold up the cancellation, and the sweeper carries it out'],
      away: [STILL_HELD, 'does not hold up the cancellation, and the sweeper carries it out'],
      refused: [STILL_HELD, 'does not hold up the cancellation, and the sweeper carries it out'],
    },
    async given(shop) {
      const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });
      return { order };
    },
    errand(shop, { order }) {
      const sweep = () => shop.sweepPayments({ minutesLater: 2 });
      return {
        async act(by) {
          const { status } = await shop.cancelOrder(order, repeatable(by));
          const now = await shop.read(order);
          return { status, order: now.status, payment: now.paymentStatus };
        },
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
];
