import { Session } from 'node:inspector/promises';

/** By which the recorder of packages/affected knows its own; it is run when a function is new to it. */
const RECORDER = '$own';
/** Other work of the process, such as a timer that is due, falls into one of the runs, not into all. */
const RUNS = 3;
const SOURCES = /\/apps\/api\/src\/(.+)$/;

/**
 * Which functions of the API in this process are run by each of these whenever it is done, and how often at least:
 * `auth/api-key.ts hashApiKey` → 1. Each is done three times. V8 counts them, so nothing of the API is wrapped or replaced.
 */
export async function functionCalls<Name extends string>(
  acts: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Map<Name, Map<string, number>>> {
  const session = new Session();
  session.connect();
  const take = async (): Promise<Map<string, number>> => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const calls = new Map<string, number>();
    for (const { url, functions } of result) {
      const file = SOURCES.exec(url)?.[1];
      if (file === undefined) continue;
      for (const { functionName, ranges } of functions) {
        const count = ranges[0]?.count ?? 0;
        if (functionName === RECORDER || count === 0) continue;
        const name = `${file} ${functionName}`;
        calls.set(name, (calls.get(name) ?? 0) + count);
      }
    }
    return calls;
  };
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    const calls = new Map<Name, Map<string, number>>();
    for (const name of Object.keys(acts) as Name[]) {
      const runs: Map<string, number>[] = [];
      for (let run = 1; run <= RUNS; run += 1) {
        await acts[name]();
        runs.push(await take());
      }
      calls.set(name, leastOf(runs));
    }
    await session.post('Profiler.stopPreciseCoverage');
    return calls;
  } finally {
    session.disconnect();
  }
}

/** What all of them have, as often as the one that has it least often. */
function leastOf([first, ...others]: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const counts = [...(first ?? [])].map(([name, count]): [string, number] => [
    name,
    Math.min(count, ...others.map((run) => run.get(name) ?? 0)),
  ]);
  return new Map(counts.filter(([, count]) => count > 0));
}
