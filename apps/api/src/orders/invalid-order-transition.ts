import { allowedOrderActions, type OrderAction, type OrderStatus } from '@topheavy/domain';
import { problem, type Problem } from '../problems/problem.ts';

/** The refusal of `action` in `from`; `detail` says more where the status alone does not explain it. */
export const invalidOrderTransition = (
  from: OrderStatus,
  action: OrderAction | 'update',
  detail: string = `An order that is ${from} cannot take the action ${action}.`,
): Problem =>
  problem('invalid-state-transition', {
    detail,
    extra: { from, action, allowed: allowedOrderActions(from).filter((allowed) => allowed !== action) },
  });
