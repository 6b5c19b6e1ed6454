import { randomUUID } from 'node:crypto';
import type { Answer } from './answer.ts';
import type { Manner } from './context.ts';

/** What a client does that does not know whether its request arrived. */
export const repetition = {
  /** The same request twice under one Idempotency-Key; `between` happens after the first answer. */
  async twice<T>(
    send: (how: Manner) => Promise<Answer<T>>,
    between: () => Promise<unknown> = async () => {},
  ): Promise<readonly [first: Answer<T>, again: Answer<T>]> {
    const how = { idempotencyKey: randomUUID() };
    const first = await send(how);
    await between();
    return [first, await send(how)];
  },
};
