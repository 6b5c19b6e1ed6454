import type { GatewayOperation } from './gateway-operation.ts';
import { easypostOperations } from './operations/easypost.ts';
import { frankfurterOperations } from './operations/frankfurter.ts';
import { resendOperations } from './operations/resend.ts';
import { squareOperations } from './operations/square.ts';
import { stripeOperations } from './operations/stripe.ts';
import { vatcomplyOperations } from './operations/vatcomply.ts';

/** Every call that the gateways of the shop make, from every place that makes it for another purpose. */
export const GATEWAY_OPERATIONS: readonly GatewayOperation[] = [
  ...stripeOperations,
  ...vatcomplyOperations,
  ...frankfurterOperations,
  ...easypostOperations,
  ...squareOperations,
  ...resendOperations,
];
