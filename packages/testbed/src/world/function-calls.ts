import { Session } from 'node:inspector/promises';

/** By which the recorder of packages/affected knows its own; it is run when a function is new to it. */
const RECORDER = '$own';
const SOURCES = /\/apps\/api\/src\/(.+)$/;

/**
 * Which functions of the API in this process were run meanwhile, and how often each: `auth/api-key.ts
 * hashApiKey` → 1. V8 counts them, so nothing of the API is wrapped or replaced.
 */
export async function functionCalls(act: () => Promise<unknown>): Promise<Map<string, number>> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await act();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const calls = new Map<string, number>();
    for (const { url, functions } of result) {
      const file = SOURCES.exec(url)?.[1];
      if (file === undefined) continue;
      for (const { functionName, ranges } of functions) {
        if (functionName === RECORDER) continue;
        const name = `${file} ${functionName}`;
        const count = (calls.get(name) ?? 0) + (ranges[0]?.count ?? 0);
        if (count > 0) calls.set(name, count);
      }
    }
    await session.post('Profiler.stopPreciseCoverage');
    return calls;
  } finally {
    session.disconnect();
  }
}
