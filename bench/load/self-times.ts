import path from 'node:path';

/** V8's own format; times in microseconds on the system's steady clock. */
export type CpuProfile = {
  readonly startTime: number;
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

export type SelfTimes = {
  /** Most first, in milliseconds. */
  readonly packages: readonly (readonly [string, number])[];
  readonly functions: readonly (readonly [string, number])[];
  readonly busyMs: number;
};

const IDLE = new Set(['(idle)', '(program)', '(root)']);

/** What ran within these stretches, without what it called. */
export function selfTimes(
  profile: CpuProfile,
  stretches: readonly { readonly from: number; readonly to: number }[],
): SelfTimes {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  let busyMs = 0;
  let now = profile.startTime;
  for (const [index, id] of profile.samples.entries()) {
    const micros = profile.timeDeltas[index] ?? 0;
    now += micros;
    const frame = frames.get(id);
    if (frame === undefined || IDLE.has(frame.functionName)) continue;
    if (!stretches.some(({ from, to }) => from <= now && now <= to)) continue;
    const ms = micros / 1000;
    busyMs += ms;
    add(packages, packageOf(frame.url, frame.functionName), ms);
    add(
      functions,
      `${frame.functionName || '(anonymous)'}  ${placeOf(frame.url)}:${frame.lineNumber + 1}`,
      ms,
    );
  }
  return { packages: mostFirst(packages), functions: mostFirst(functions), busyMs };
}

const add = (to: Map<string, number>, name: string, ms: number): void =>
  void to.set(name, (to.get(name) ?? 0) + ms);

const mostFirst = (times: ReadonlyMap<string, number>): (readonly [string, number])[] =>
  [...times].toSorted(([, a], [, b]) => b - a);

/** `…/node_modules/kysely/dist/…` → `kysely`; our own files by their folder. */
function packageOf(url: string, functionName: string): string {
  if (url === '') return functionName === '(garbage collector)' ? 'garbage collector' : 'V8';
  if (url.startsWith('node:')) return `node:${url.slice(5).split('/').slice(0, 2).join('/')}`;
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (installed !== undefined) return installed;
  return /\/((?:apps|packages)\/[^/]+\/src(?:\/[^/]+(?=\/))?)/.exec(url)?.[1] ?? path.basename(url);
}

const placeOf = (url: string): string =>
  url.replace(/^.*\/node_modules\//, '').replace(/^.*\/(?=(?:apps|packages)\/)/, '');
