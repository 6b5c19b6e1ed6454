import {
  circuitBreaker,
  ConsecutiveBreaker,
  ConstantBackoff,
  handleWhen,
  isBrokenCircuitError,
  isTaskCancelledError,
  retry,
  timeout,
  TimeoutStrategy,
} from 'cockatiel';
import { CallFailure } from './call-failure.ts';
import { connectionFailure } from './connection-failure.ts';
import { failureMeaning, isOutage } from './failure-meaning.ts';
import { GatewayError, type GatewayName } from './gateway-error.ts';
import type { CallPolicy, GatewayDeps, ResilienceConfig } from './call-policy.ts';

/**
 * The rules every call of one gateway goes through: a total deadline, around one repetition of what is
 * safe to repeat, around a breaker. Throws GatewayError only.
 */
export function createCallPolicy(
  gateway: GatewayName,
  { deadlineMs, retryDelayMs = 100, breakerFailures = 5, breakerHalfOpenAfterMs = 10_000 }: ResilienceConfig,
  { logger, onCall }: GatewayDeps = {},
): CallPolicy {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof CallFailure && isOutage(error)),
    { halfOpenAfter: breakerHalfOpenAfterMs, breaker: new ConsecutiveBreaker(breakerFailures) },
  );
  breaker.onBreak(() => logger?.warn({ gateway }, 'breaker opened: calls fail without being sent'));
  breaker.onReset(() => logger?.info({ gateway }, 'breaker closed: the service answers again'));
  const deadline = timeout(deadlineMs, TimeoutStrategy.Cooperative);

  return async ({ operation, effect }, attempt) => {
    const startedAt = performance.now();
    const elapsedMs = () => performance.now() - startedAt;
    const failures: CallFailure[] = [];

    const attemptOnce = async (signal: AbortSignal) => {
      if (signal.aborted) throw new CallFailure('not-sent', 'the deadline passed first');
      try {
        return await Promise.race([attempt({ signal }), untilAborted(signal, deadlineMs)]);
      } catch (error) {
        const failure = error instanceof CallFailure ? error : connectionFailure(error);
        failures.push(failure);
        throw failure;
      }
    };

    const repeatable = retry(
      handleWhen(
        (error) =>
          effect !== 'once' &&
          error instanceof CallFailure &&
          isOutage(error) &&
          elapsedMs() + retryDelayMs < deadlineMs,
      ),
      { maxAttempts: 1, backoff: new ConstantBackoff(retryDelayMs) },
    );

    const report = (outcome: 'ok' | GatewayError['failure']) =>
      onCall?.({ gateway, operation, outcome, durationMs: elapsedMs() });

    try {
      const result = await deadline.execute(({ signal }) =>
        repeatable.execute(
          (repeated) => breaker.execute((guarded) => attemptOnce(guarded.signal), repeated.signal),
          signal,
        ),
      );
      report('ok');
      return result;
    } catch (error) {
      const last = notAttempted(error) ?? failures.at(-1) ?? connectionFailure(error);
      // The first attempt may have had its effect although the second surely had none.
      const open = failures.findLast((failure) => failureMeaning(failure, effect) === 'unknown');
      const decisive = open ?? last;
      const failure = failureMeaning(decisive, effect);
      report(failure);
      const err = new GatewayError(gateway, failure, `${operation}: ${decisive.message}`, {
        ...(decisive.code !== null && { code: decisive.code }),
        cause: decisive,
      });
      if (failure !== 'rejected') logger?.warn({ gateway, operation, failure, err }, 'call failed');
      throw err;
    }
  };
}

/** The hard half of the deadline: not every client honours the signal, or notices it in the body. */
function untilAborted(signal: AbortSignal, deadlineMs: number): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = () => reject(new CallFailure('timed-out', `no answer within ${deadlineMs} ms`));
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

function notAttempted(error: unknown): CallFailure | undefined {
  if (isBrokenCircuitError(error))
    return new CallFailure('not-sent', 'the breaker is open', { cause: error });
  if (isTaskCancelledError(error)) return new CallFailure('not-sent', 'the deadline passed first');
  return error instanceof CallFailure ? error : undefined;
}
