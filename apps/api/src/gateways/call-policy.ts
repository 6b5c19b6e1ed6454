import type { Logger } from 'pino';
import type { CallEffect } from './failure-meaning.ts';
import type { GatewayFailure, GatewayName } from './gateway-error.ts';

/** One call as the metrics see it: all its attempts together. A decline counts as `ok`: it is an answer. */
export type GatewayCall = {
  readonly gateway: GatewayName;
  readonly operation: string;
  readonly outcome: 'ok' | GatewayFailure;
  readonly durationMs: number;
};

export type GatewayLogger = Pick<Logger, 'info' | 'warn'>;

export type GatewayDeps = {
  readonly logger?: GatewayLogger;
  readonly onCall?: (call: GatewayCall) => void;
};

export type ResilienceConfig = {
  /** The whole call, retry included, ends within this time. */
  readonly deadlineMs: number;
  /** Pause before the one repetition. */
  readonly retryDelayMs?: number;
  /** Failures in a row that open the breaker. */
  readonly breakerFailures?: number;
  /** How long an open breaker waits before it lets one call try. */
  readonly breakerHalfOpenAfterMs?: number;
};

export type Attempt = {
  /** Aborts at the deadline, and when the call is over. */
  readonly signal: AbortSignal;
};

export type CallPolicy = <Result>(
  call: { operation: string; effect: CallEffect },
  attempt: (attempt: Attempt) => Promise<Result>,
) => Promise<Result>;
