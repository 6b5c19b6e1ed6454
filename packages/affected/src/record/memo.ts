import { currentRecorder } from './recorder.ts';
import { emptyTrace, type Trace } from './trace.ts';

/** What making something took; to be credited to everybody who gets it without making it. */
export type Making = { readonly trace: Trace };

/** For a harness that does work once and reuses it: `make()`, and what it ran, read and asked. */
export async function recorded<T>(make: () => Promise<T>): Promise<{ value: T; making: Making }> {
  const trace = emptyTrace();
  const recorder = currentRecorder();
  recorder?.openMemo(trace);
  try {
    return { value: await make(), making: { trace } };
  } finally {
    recorder?.closeMemo(trace);
  }
}

/** The running test uses what was made before: it depends on all that this took. */
export function credit({ trace }: Making): void {
  currentRecorder()?.credit(trace);
}
