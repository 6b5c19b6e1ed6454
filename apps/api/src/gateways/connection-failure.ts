import { CallFailure } from './call-failure.ts';

/** Node names the system call that failed: at these two, no byte of the request had left. */
const BEFORE_SENDING: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);

/** A code of the system, such as `ECONNRESET`, or of undici, which is behind fetch. Parsers have others. */
const OF_A_CONNECTION = /^(?:E[A-Z]+|UND_ERR_[A-Z_]+)$/;

/**
 * Tells a connection that never came about from one that broke later, by the error codes in the
 * chain: every client wraps the system's error in its own (`cause` in fetch, `detail` in Stripe's SDK,
 * `errors` where several addresses were tried).
 */
export function connectionFailure(error: unknown): CallFailure {
  const chain = [...errorChain(error)];
  const notSent = chain.find(
    (link) => BEFORE_SENDING.has(link['syscall']) || link['code'] === 'UND_ERR_CONNECT_TIMEOUT',
  );
  if (notSent !== undefined) {
    return new CallFailure('not-sent', `no connection (${String(notSent['code'])})`, { cause: error });
  }
  const lost = chain.find((link) => OF_A_CONNECTION.test(String(link['code'])));
  if (lost !== undefined) {
    return new CallFailure('lost', `connection lost (${String(lost['code'])})`, { cause: error });
  }
  // Without its cause: that quotes what could not be read.
  return new CallFailure('unreadable', 'the answer could not be read');
}

function* errorChain(error: unknown, depth = 0): Generator<Record<string, unknown>> {
  // Four wrappers are one more than any client here uses; a cycle must not hang us.
  if (!isRecord(error) || depth > 4) return;
  yield error;
  const inner = Array.isArray(error['errors']) ? error['errors'] : [];
  for (const next of [error['cause'], error['detail'], ...inner]) yield* errorChain(next, depth + 1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
