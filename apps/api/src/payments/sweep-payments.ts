import type { Dependencies } from '../dependencies.ts';
import { isGatewayError } from '../gateways/gateway-error.ts';
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
    await settled(deps, { paymentId: payment.id }, settlePayment(deps, payment));
  }
  const captures = await takeDueCaptures(deps);
  for (const capture of captures) {
    await settled(deps, { captureId: capture.id }, settleCapture(deps, capture));
  }
  const refunds = await takeDueRefunds(deps);
  for (const refund of refunds) {
    await settled(deps, { refundId: refund.id }, settleRefund(deps, refund));
  }
  return payments.length + captures.length + refunds.length;
}

/** One that cannot be settled now must not keep the others waiting; its lease brings it back. */
async function settled(
  { logger }: Dependencies,
  what: Readonly<Record<string, string>>,
  work: Promise<void>,
): Promise<void> {
  try {
    await work;
  } catch (error) {
    // What a provider's answer cannot explain is a fault of ours.
    const level = isGatewayError(error) ? 'warn' : 'error';
    logger[level]({ ...what, err: error }, 'not settled; the next sweep tries again');
  }
}
