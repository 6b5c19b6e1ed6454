/** What can meet, the tests that make it meet, and the careless version that they caught. */
export type Race = {
  readonly danger: string;
  /** `file below tests/integration > title`: the same interleaving every time. */
  readonly gated: string;
  /** At least fifty at once. */
  readonly stampede: string;
  /** Folder in proof/bugs. */
  readonly bug: string;
};

export const RACES: readonly Race[] = [
  {
    danger: 'Same idempotency key',
    gated:
      'idempotency/takeover.test.ts > a refund that is asked for again under its key while it is under way is given once',
    stampede:
      'idempotency/takeover.test.ts > fifty requests at once with one key are one order and one answer',
    bug: 'idempotency-key-kept-after-the-work',
  },
  {
    danger: 'Double click: different keys, one order',
    gated:
      'payments/double-submit.test.ts > two payments that meet at the order are one payment and a refusal',
    stampede:
      'payments/stampedes.test.ts > a stampede of payments for one order, each with its own key, is one payment',
    bug: 'double-click-pays-twice',
  },
  {
    danger: 'Two captures',
    gated:
      'payments/capture-and-refund-races.test.ts > of three captures that meet two fit, and each of the two is counted',
    stampede:
      'payments/stampedes.test.ts > a stampede of captures takes the hold as often as it fits, and no oftener',
    bug: 'captures-check-then-act',
  },
  {
    danger: 'Capture × void',
    gated:
      'payments/void-and-cancel-races.test.ts > a void that waits behind the report of the hold leaves it to the capture behind both',
    stampede:
      'payments/stampedes.test.ts > in a stampede of voids and captures on a confirmed order only one capture goes through',
    bug: 'void-decides-before-the-lock',
  },
  {
    danger: 'Capture × cancel',
    gated:
      'payments/void-and-cancel-races.test.ts > a cancellation that comes before a capture ends the order, and the bank takes nothing',
    stampede:
      'payments/stampedes.test.ts > in a stampede of cancellations and captures money moves or the order ends, never both',
    bug: 'capture-written-down-afterwards',
  },
  {
    danger: 'Two refunds',
    gated:
      'payments/capture-and-refund-races.test.ts > of three refunds that meet two fit, and each of the two is counted',
    stampede:
      'payments/stampedes.test.ts > a stampede of refunds gives back as often as it fits, and no oftener',
    bug: 'refunds-under-way-not-counted',
  },
  {
    danger: 'Refund × capture',
    gated: 'payments/capture-and-refund-races.test.ts > a capture and a refund that meet are both counted',
    stampede:
      'payments/stampedes.test.ts > in a stampede of captures and refunds each that succeeds is counted',
    bug: 'payment-saved-as-a-whole',
  },
  {
    danger: 'Last item',
    gated:
      'orders/order-races.test.ts > of five buyers who reach for the last two units together, two get them',
    stampede: 'orders/stampedes.test.ts > fifty buyers and seven units: seven orders',
    bug: 'stock-read-then-written',
  },
  {
    danger: 'Two products in opposite order',
    gated:
      'orders/order-races.test.ts > an order that waits for its first product holds up nobody who wants its second',
    stampede:
      'orders/stampedes.test.ts > fifty orders of the same two products in opposite order all go through',
    bug: 'stock-locked-in-the-order-of-the-cart',
  },
  {
    danger: 'Coupon at its usage limit',
    gated:
      'orders/order-races.test.ts > two orders reach for the last use of a coupon: one gets it, the other is told why not',
    stampede: 'orders/stampedes.test.ts > fifty orders reach for the last five uses of a coupon: five get it',
    bug: 'coupon-counted-then-taken',
  },
  {
    danger: "Coupon at a customer's limit",
    gated:
      'orders/order-races.test.ts > one customer in two windows uses a coupon as often as one customer may',
    stampede:
      'orders/stampedes.test.ts > a customer in fifty windows uses a coupon as often as one customer may',
    bug: 'coupon-of-one-customer-counted-then-taken',
  },
  {
    danger: 'Two PATCHes with one ETag',
    gated: 'orders/update-order.test.ts > of two corrections made on the same version at once one is refused',
    stampede: 'orders/stampedes.test.ts > of fifty corrections made on the same version at once one is kept',
    bug: 'etag-compared-before-the-lock',
  },
  {
    danger: 'Cart edited while it is ordered',
    gated:
      'carts/two-writers.test.ts > an item that comes after the order of its cart is refused: the order is as it was',
    stampede:
      'orders/stampedes.test.ts > a cart that is ordered while fifty others write to it is ordered as it was at one moment',
    bug: 'cart-open-a-moment-ago',
  },
  {
    danger: 'Webhook × answer of the API',
    gated:
      'payments/event-races.test.ts > an event that comes to the order just before the answer to our own call confirms it once',
    stampede:
      'payments/stampedes.test.ts > a stampede of an event around the answer to our own call confirms the order once',
    bug: 'answer-applied-to-what-was-begun',
  },
  {
    danger: 'Webhook × answer to a refund',
    gated:
      'payments/answer-and-event.test.ts > an event that comes to the order just before the answer to our refund has it counted once',
    stampede:
      'payments/stampedes.test.ts > a stampede of an event around the answer to our own refund counts the refund once',
    bug: 'refund-read-before-the-lock',
  },
  {
    danger: 'Duplicate webhooks',
    gated: 'shipments/tracking.test.ts > a report whose two deliveries meet at the parcel counts once',
    stampede: 'shipments/tracking.test.ts > a report that comes fifty times at once counts once',
    bug: 'webhook-looked-up-then-kept',
  },
  {
    danger: 'Reordered webhooks',
    gated:
      'shipments/tracking.test.ts > reports that come last first and twice leave the parcel where it is: delivered',
    stampede:
      'payments/stampedes.test.ts > a stampede of all events of a payment, doubled and in any order, leads to one end',
    bug: 'late-report-moves-the-parcel-back',
  },
  {
    danger: 'Two relays, one outbox',
    gated: 'outbox/relay.test.ts > an event that one relay has in hand is left alone by the others',
    stampede: 'outbox/relay.test.ts > fifty relays at once send each mail once',
    bug: 'relay-without-a-lease',
  },
  {
    danger: 'Two sweepers of payments',
    gated:
      'payments/unknown-outcome.test.ts > a payment that one sweeper has in hand is left alone by the others',
    stampede: 'payments/stampedes.test.ts > a stampede of sweepers takes up each payment once',
    bug: 'sweeper-without-a-lease',
  },
  {
    danger: 'Two searches for unpaid orders',
    gated:
      'orders/expire-reservations.test.ts > an order that one process is cancelling is left alone by the others',
    stampede:
      'orders/expire-reservations.test.ts > fifty searches for unpaid orders at once cancel each of them once',
    bug: 'expiry-queues-for-the-order',
  },
  {
    danger: 'Price change × order',
    gated:
      'orders/order-total-changed.test.ts > a price that changes while the order waits for the cart counts as changed',
    stampede:
      'orders/stampedes.test.ts > while a price changes and changes, nobody pays a total that they did not see',
    bug: 'order-priced-before-the-lock',
  },
  {
    danger: 'Stock sync × reservation',
    gated:
      'stock/sync-stock.test.ts > a sync and an order for the last unit at once: the unit stays promised',
    stampede: 'stock/sync-stock.test.ts > while syncs come and go, orders get what was counted and no more',
    bug: 'sync-writes-reserved-back',
  },
];
