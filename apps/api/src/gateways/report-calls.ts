import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import type { GatewayDeps } from './call-policy.ts';

/** Calls to other services as operators see them: measured each, and in the log when one fails or a breaker moves. */
export const reportCalls = (logger: Logger, metrics: Metrics): GatewayDeps => ({
  logger,
  onCall: ({ gateway, operation, outcome, durationMs }) =>
    metrics.gatewayCalls.observe({ gateway, operation, outcome }, durationMs / 1000),
});
