import type { ServerResponse } from 'node:http';
import type { Reply } from '../operation.ts';

/** How an answer goes over the socket. */
export type WriteAnswer = (answer: {
  response: ServerResponse;
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}) => Promise<void>;

/**
 * What a fault does to the exchange: lets it go on, answers in its place or in another way, or leaves it
 * without an answer. `misfit` says why it cannot strike here: it lets the exchange go on and has not fired.
 */
export type FaultOutcome = 'pass' | 'silent' | { misfit: string } | { reply: Reply; write?: WriteAnswer };

export type FaultedExchange = {
  response: ServerResponse;
  // Each of these resolves to 'silent' when the fakes are reset or stopped.
  /** The client may leave meanwhile: the provider does not notice, as one that works through its queue. */
  pause(ms: number): Promise<'pass' | 'silent'>;
  pauseWhileConnected(ms: number): Promise<'pass' | 'silent'>;
  untilReleased(): Promise<'pass' | 'silent'>;
  untilClientLeaves(): Promise<'pass' | 'silent'>;
};

/** An exchange whose provider has answered (`after-effect`). */
export type AnsweredExchange = FaultedExchange & {
  reply: Reply;
  /** What the provider would have answered before its last write; for a stale read. */
  replyBefore?: () => Reply;
};
