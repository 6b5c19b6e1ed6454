import { tryToSettle } from '../background/try-to-settle.ts';
import type { Dependencies } from '../dependencies.ts';
import { settleCapture } from './settle-capture.ts';
import { settlePayment } from './settle-payment.ts';
import { settleRefund } from './settle-refund.ts';
import { takeDueCaptures, takeDuePayments, takeDueRefunds } from './take-due.ts';

/**
 * Settles what nobody recorded: calls that timed out, processes that died, customers who authenticated
 * while no webhook came, voids that were promised. Says how many it took up.
 */
export async function sweepPayments(deps: Dependencies): Promise<number> {
  const payments = await takeDuePayments(deps);
  for (const payment of payments) {
    await tryToSettle(deps, { paymentId: payment.id }, settlePayment(deps, payment));
  }
  const captures = await takeDueCaptures(deps);
  for (const capture of captures) {
    await tryToSettle(deps, { captureId: capture.id }, settleCapture(deps, capture));
  }
  const refunds = await takeDueRefunds(deps);
  for (const refund of refunds) {
    await tryToSettle(deps, { refundId: refund.id }, settleRefund(deps, refund));
  }
  return payments.length + captures.length + refunds.length;
}
