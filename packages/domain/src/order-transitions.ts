import { actionsAllowedIn, statusAfter, type Transition } from './transition-table.ts';

/** Derived states (partly refunded, partly captured) are amounts of the payment, not statuses. */
export const ORDER_STATUSES = ['pending_payment', 'confirmed', 'fulfilled', 'cancelled'] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Which action leads where. Whatever is not listed is refused. */
export const ORDER_TRANSITIONS = {
  confirm: { from: ['pending_payment'], to: 'confirmed' },
  fulfil: { from: ['confirmed'], to: 'fulfilled' },
  cancel: { from: ['pending_payment', 'confirmed'], to: 'cancelled' },
} as const satisfies Record<string, Transition<OrderStatus>>;

export type OrderAction = keyof typeof ORDER_TRANSITIONS;

/** The status `action` leads to, undefined when `status` does not allow it. */
export function orderTransition(status: OrderStatus, action: OrderAction): OrderStatus | undefined {
  return statusAfter<OrderStatus>(ORDER_TRANSITIONS[action], status);
}

/** What may be done to an order in `status`. */
export function allowedOrderActions(status: OrderStatus): OrderAction[] {
  return actionsAllowedIn<OrderStatus, OrderAction>(ORDER_TRANSITIONS, status);
}

/** The statuses that allow `action`: the condition of its compare-and-set update. */
export function orderStatusesFor(action: OrderAction): readonly OrderStatus[] {
  return ORDER_TRANSITIONS[action].from;
}
