import { allowedPaymentActions, type PaymentAction, type PaymentStatus } from '@topheavy/domain';
import { problem, type Problem } from '../problems/problem.ts';

/** The refusal of `action` in `from`; `detail` says more where the status alone does not explain it. */
export const invalidPaymentTransition = (
  from: PaymentStatus,
  action: PaymentAction,
  detail: string = `A payment that is ${from} cannot take the action ${action}.`,
): Problem =>
  problem('invalid-state-transition', {
    detail,
    extra: { from, action, allowed: allowedPaymentActions(from).filter((allowed) => allowed !== action) },
  });
