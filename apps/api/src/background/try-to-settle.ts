import type { Logger } from 'pino';
import { isGatewayError } from '../gateways/gateway-error.ts';

/**
 * One that cannot be settled now must not keep the others of a sweep waiting; its lease brings it back.
 * What no provider's failure explains is a fault of ours, and logged as an error.
 */
export async function tryToSettle(
  { logger }: { readonly logger: Logger },
  what: Readonly<Record<string, string>>,
  work: Promise<void>,
): Promise<void> {
  try {
    await work;
  } catch (error) {
    const level = isGatewayError(error) ? 'warn' : 'error';
    logger[level]({ ...what, err: error }, 'not settled; the next sweep tries again');
  }
}
