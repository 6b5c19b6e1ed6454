import { hash } from 'node:crypto';
import { currentRecorder } from './recorder.ts';
import { emptyTrace, type Start, type Trace } from './trace.ts';

/** What making something took; to be credited to everybody who gets it. */
export type Making = { readonly trace: Trace };

/** How a thing that is made once is told from others, and what those who get it can notice of it. */
export type Named<T> = {
  /** The same in every run. */
  readonly name: string;
  /** All of it as text, without what differs each time, such as ids and the time of day. */
  readonly outcome: (value: T) => string;
};

/**
 * For a harness that does work once and reuses it: `make()`, and what it ran, read and asked. The test that
 * waits for it is credited with it like all others. With a name, a change of what ran is followed by making
 * it anew, and tests that start from it run only if something else comes of that.
 */
export async function recorded<T>(
  make: () => Promise<T>,
  named?: Named<T>,
): Promise<{ value: T; making: Making }> {
  const recorder = currentRecorder();
  if (recorder === null) return { value: await make(), making: { trace: emptyTrace() } };
  const made = emptyTrace();
  recorder.openMemo(made);
  try {
    const value = await make();
    return { value, making: { trace: named === undefined ? made : startsFrom(made, named, value) } };
  } catch (error) {
    // Nobody gets it: it is part of the test that failed.
    recorder.closeMemo(made);
    recorder.credit(made);
    throw error;
  } finally {
    recorder.closeMemo(made);
  }
}

/** The running test uses what was made: it depends on all that this took. */
export function credit({ trace }: Making): void {
  currentRecorder()?.credit(trace);
}

function startsFrom<T>(made: Trace, { name, outcome }: Named<T>, value: T): Trace {
  const start: Start = { outcome: hash('sha1', outcome(value), 'hex').slice(0, 12), made };
  return { ...emptyTrace(), starts: new Map([[name, start]]) };
}
