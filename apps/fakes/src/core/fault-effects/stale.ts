import { isDeepStrictEqual } from 'node:util';
import type { AnsweredExchange, FaultOutcome } from './faulted-exchange.ts';

/** The answer of a replica that has not heard of the last write. */
export const stale = ({ reply, replyBefore }: AnsweredExchange): FaultOutcome => {
  const before = replyBefore?.();
  if (before === undefined) throw new Error('A stale read needs the state before a write.');
  return isDeepStrictEqual(before.body, reply.body)
    ? { misfit: 'The last write changed nothing that this read shows.' }
    : { reply: before };
};
