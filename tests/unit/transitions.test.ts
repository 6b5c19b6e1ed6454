import { expect, test } from 'vitest';
import {
  allowedOrderActions,
  allowedPaymentActions,
  LIVE_PAYMENT_STATUSES,
  ORDER_STATUSES,
  orderStatusesFor,
  orderTransition,
  PAYMENT_STATUSES,
  paymentStatusesFor,
  paymentTransition,
  SHIPMENT_STATUSES,
  shipmentStatusesBefore,
  shipmentTransition,
} from '@topheavy/domain';

/** What `of` says about each status. */
function tableOf<Status extends string, Row>(statuses: readonly Status[], of: (status: Status) => Row) {
  return Object.fromEntries(statuses.map((status) => [status, of(status)]));
}

test('an order is confirmed, then fulfilled, and cancelled only before that', () => {
  const table = tableOf(ORDER_STATUSES, (status) =>
    tableOf(allowedOrderActions(status), (action) => orderTransition(status, action)),
  );

  expect(table).toStrictEqual({
    pending_payment: { confirm: 'confirmed', cancel: 'cancelled' },
    confirmed: { fulfil: 'fulfilled', cancel: 'cancelled' },
    fulfilled: {},
    cancelled: {},
  });
});

test('a payment is settled once, stays authorized while parts are captured, and refunds move no status', () => {
  const table = tableOf(PAYMENT_STATUSES, (status) =>
    tableOf(allowedPaymentActions(status), (action) => paymentTransition(status, action)),
  );
  const settled = { authorize: 'authorized', decline: 'declined', fail: 'failed' };
  const ended = { capture_final: 'captured', void: 'voided', expire: 'voided' };

  expect(table).toStrictEqual({
    processing: { ...settled, require_action: 'requires_action' },
    requires_action: { ...settled, void: 'voided' },
    authorized: { ...ended, capture: 'authorized', refund: 'authorized' },
    captured: { refund: 'captured' },
    declined: {},
    voided: {},
    failed: {},
  });
  expect(LIVE_PAYMENT_STATUSES).toEqual(['processing', 'requires_action', 'authorized', 'captured']);
});

test('the statuses an action may start from are exactly those in which it leads somewhere', () => {
  for (const action of new Set(ORDER_STATUSES.flatMap(allowedOrderActions))) {
    const starts = ORDER_STATUSES.filter((status) => orderTransition(status, action) !== undefined);
    expect(orderStatusesFor(action).toSorted(), action).toEqual(starts.toSorted());
  }
  for (const action of new Set(PAYMENT_STATUSES.flatMap(allowedPaymentActions))) {
    const starts = PAYMENT_STATUSES.filter((status) => paymentTransition(status, action) !== undefined);
    expect(paymentStatusesFor(action).toSorted(), action).toEqual(starts.toSorted());
  }
});

test('a shipment only moves forwards, and stays where it ended', () => {
  const ends = ['delivered', 'returned', 'failed'];
  const table = tableOf(SHIPMENT_STATUSES, (from) =>
    SHIPMENT_STATUSES.filter((to) => shipmentTransition(from, to)),
  );

  expect(table).toStrictEqual({
    purchasing: ['purchased', 'in_transit', ...ends],
    purchased: ['in_transit', ...ends],
    in_transit: ends,
    delivered: [],
    returned: [],
    failed: [],
  });
  expect(shipmentStatusesBefore('in_transit')).toEqual(['purchasing', 'purchased']);
});
