import type { Frame } from './postgres-frames.ts';

/**
 * Reads from the messages of a command what it says in SQL, of one connection: a statement that was
 * prepared under a name comes with its text once, and later by its name alone.
 */
export function createStatementReader(): (frames: readonly Frame[]) => string {
  const prepared = new Map<string, string>();
  return (frames) => {
    for (const { type, body } of frames) {
      if (type === 'Q') return textOf(body);
      if (type === 'P') prepared.set(textOf(body), textOf(afterText(body)));
      // Of a Bind the portal's name comes first.
      if (type === 'B') return prepared.get(textOf(afterText(body))) ?? '';
    }
    return '';
  };
}

/** Up to the zero byte that ends a text in this protocol. */
export const textOf = (body: Buffer): string => body.subarray(0, body.indexOf(0)).toString('utf8');

const afterText = (body: Buffer): Buffer => body.subarray(body.indexOf(0) + 1);
