import type { GatewayOperation } from './gateway-operation.ts';
import { easypostOperations } from './operations/easypost.ts';
import { frankfurterOperations } from './operations/frankfurter.ts';
import { resendOperations } from './operations/resend.ts';
import { squareOperations } from './operations/square.ts';
import { stripeChanges } from './operations/stripe-changes.ts';
import { stripeQuestions } from './operations/stripe-questions.ts';
import { vatcomplyOperations } from './operations/vatcomply.ts';

/** Every call that the gateways of the shop make, from every place that makes it for another purpose. */
export const GATEWAY_OPERATIONS: readonly GatewayOperation[] = [
  ...stripeChanges,
  ...stripeQuestions,
  ...vatcomplyOperations,
  ...frankfurterOperations,
  ...easypostOperations,
  ...squareOperations,
  ...resendOperations,
];
