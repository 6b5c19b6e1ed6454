import { setPriority } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { PoolOptions, PoolWorker, WorkerRequest } from 'vitest/node';
import type { Canary } from './canary.ts';
import { spawnChild, type Child, type Terms } from './child.ts';

/** A worker is ended before modules that nobody uses any more fill its memory: each renewal leaves some. */
const MOST_RUNS = 200;
const MOST_HEAP_BYTES = 1_500_000_000;

type Kept = { readonly child: Child; readonly key: string };

/** `exact` for what a change can break; `rest` for all else, at low priority, in a process of its own. */
export type Lane = 'exact' | 'rest';

export type Workers = {
  /** For the run that starts next. */
  enter(lane: Lane): void;
  /** What runs now will be ended in the middle of a test: what it keeps open is closed at the next renewal. */
  interrupt(): void;
  /** Ends what runs at once, in the middle of a test, and lets nothing more of this run begin. */
  abort(): void;
  createPoolWorker(options: PoolOptions): PoolWorker;
  /** Lets every worker take up these files. One that cannot prove that it did is ended. */
  renew(changed: ReadonlyMap<string, string | null>): Promise<void>;
  /** Ends all that have run something. */
  discard(): Promise<void>;
  /** By test file: what it was linked to and should not have been any more. Since the last call. */
  takeStale(): readonly (readonly [testFile: string, file: string])[];
  /** Ends workers that have grown too large, and starts the one that waits. */
  tidy(): Promise<void>;
  /** How many there are, have been started, and were ended because they could not prove themselves. */
  readonly counts: () => { readonly warm: number; readonly started: number; readonly distrusted: number };
  stop(): Promise<void>;
};

/**
 * The workers that outlive a run. One that has run keeps its modules and what they hold; another one,
 * which has loaded the packages only, waits to take the place of the next that ends.
 */
export function openWorkers(
  canary: Canary,
  { warm, restPoolId }: { readonly warm: boolean; readonly restPoolId: number },
): Workers {
  const parked: Kept[] = [];
  const busy = new Set<Child>();
  const aborts = new Set<() => void>();
  let lane: Lane = 'exact';
  let over = false;
  let standby: { readonly child: Child; readonly terms: Terms } | undefined;
  let lastTerms: Terms | undefined;
  let packages: readonly string[] = [];
  const runners = new Set<string>();
  let stale: (readonly [string, string])[] = [];
  let started = 0;
  let distrusted = 0;

  const spawn = (terms: Terms): Child => {
    started += 1;
    // The runner first: a recorder has to be there before what it looks into.
    return spawnChild(terms, packages.length === 0 ? [] : [...runners, ...packages], canary);
  };
  const take = (key: string, terms: Terms): { child: Child; fresh: boolean } => {
    lastTerms = terms;
    const index = parked.findIndex((kept) => kept.key === key);
    const kept = index === -1 ? undefined : parked.splice(index, 1)[0];
    if (kept !== undefined) {
      busy.add(kept.child);
      return { child: kept.child, fresh: false };
    }
    const waiting = standby !== undefined && sameTerms(standby.terms, terms) ? standby.child : undefined;
    if (waiting !== undefined) standby = undefined;
    const child = waiting ?? spawn(terms);
    busy.add(child);
    return { child, fresh: true };
  };
  const give = async (child: Child, key: string, reusable: boolean): Promise<void> => {
    busy.delete(child);
    const ran = child.lastRun();
    if (ran !== undefined) {
      stale.push(...ran.stale);
      packages = ran.packages.length > packages.length ? ran.packages : packages;
    }
    child.runs += 1;
    const keep = warm && reusable && ran !== undefined;
    if (keep && child.process.connected) parked.push({ child, key });
    else await child.kill();
  };
  const endParked = async (which: (kept: Kept) => boolean): Promise<void> => {
    const ended = parked.filter(which);
    for (const kept of ended) parked.splice(parked.indexOf(kept), 1);
    await Promise.all(ended.map(({ child }) => child.kill()));
  };

  return {
    enter(next) {
      lane = next;
      over = false;
    },
    interrupt() {
      for (const child of busy) child.interrupted = true;
    },
    abort() {
      over = true;
      [...aborts].forEach((abort) => abort());
    },
    createPoolWorker(options) {
      const { runner } = options.project.config;
      if (runner !== undefined) runners.add(pathToFileURL(runner).href);
      return poolWorker(options, {
        take,
        give,
        aborts,
        restPoolId: lane === 'rest' ? restPoolId : null,
        isOver: () => over,
      });
    },
    async renew(changed) {
      canary.change();
      const asked = await Promise.all(
        parked.map(async (kept) => ({ kept, trusted: await kept.child.renew(changed) })),
      );
      const lost = new Set(asked.filter(({ trusted }) => !trusted).map(({ kept }) => kept));
      distrusted += lost.size;
      await endParked((kept) => lost.has(kept));
    },
    discard: () => endParked(() => true),
    takeStale() {
      const taken = stale;
      stale = [];
      return taken;
    },
    async tidy() {
      await endParked(
        ({ child }) => child.runs >= MOST_RUNS || (child.lastRun()?.heapBytes ?? 0) >= MOST_HEAP_BYTES,
      );
      if (standby !== undefined && standby.child.process.exitCode !== null) standby = undefined;
      if (standby === undefined && lastTerms !== undefined)
        standby = { child: spawn(lastTerms), terms: lastTerms };
    },
    counts: () => ({ warm: parked.length, started, distrusted }),
    async stop() {
      await Promise.all(
        [...busy, ...(standby === undefined ? [] : [standby.child])].map((child) => child.kill()),
      );
      await endParked(() => true);
      canary.remove();
    },
  };
}

/** The editor and the tests of the next save come first. */
function stepBack({ process: { pid } }: Child): void {
  try {
    if (pid !== undefined) setPriority(pid, 10);
  } catch {
    // Not allowed here: then it runs like everything else.
  }
}

const sameTerms = (a: Terms, b: Terms): boolean => JSON.stringify(a) === JSON.stringify(b);

type Office = {
  take(key: string, terms: Terms): { child: Child; fresh: boolean };
  give(child: Child, key: string, reusable: boolean): Promise<void>;
  readonly aborts: Set<() => void>;
  readonly restPoolId: number | null;
  /** Whether nothing more of this run may begin. */
  readonly isOver: () => boolean;
};

/** What Vitest starts and stops for each run; the process behind it goes on. */
function poolWorker(
  { project, env, execArgv }: PoolOptions,
  { take, give, aborts, restPoolId, isOver }: Office,
): PoolWorker {
  // Only what Node itself loads can be given a new version, and only shared workers are promised to last.
  const lasting = !project.config.isolate && project.config.experimental.viteModuleRunner === false;
  const listeners: [event: string, callback: (...args: unknown[]) => void][] = [];
  let child: Child | undefined;
  let key = '';
  let starting = false;
  let running = false;
  let aborted = false;
  const toListeners = (event: string, ...args: unknown[]): void => {
    for (const [name, callback] of listeners.slice()) if (name === event) callback(...args);
  };
  const onMessage = (message: { readonly type?: string; readonly affected?: string }): void => {
    if (message.affected !== undefined) return;
    if (message.type === 'started') starting = false;
    if (message.type === 'testfileFinished') running = false;
    toListeners('message', message);
  };
  const onExit = (...args: unknown[]): void => {
    if (!aborted) toListeners('exit', ...args);
  };
  const answer = (type: 'started' | 'stopped' | 'testfileFinished'): void =>
    queueMicrotask(() => toListeners('message', { type, __vitest_worker_response__: true }));
  const abort = (): void => {
    if (aborted || (!starting && !running)) return;
    aborted = true;
    child?.process.kill('SIGKILL');
    answer(starting ? 'started' : 'testfileFinished');
  };
  const { outputStream, errorStream } = project.vitest.logger;
  const onOut = (text: Buffer): void => void outputStream.write(text);
  const onError = (text: Buffer): void => void errorStream.write(text);

  return {
    name: 'affected',
    cacheFs: true,
    on: (event, callback) => void listeners.push([event, callback]),
    off(event, callback) {
      const index = listeners.findIndex((one) => one[0] === event && one[1] === callback);
      if (index !== -1) listeners.splice(index, 1);
    },
    deserialize: (data) => data,
    // Which process it is depends on the pool id, which comes with the first message.
    start: async () => undefined,
    send(message: WorkerRequest) {
      if (isOver() && message.type === 'start') return answer('started');
      if (isOver() && message.type === 'run') return answer('testfileFinished');
      if (message.type === 'start') {
        const poolId = restPoolId ?? message.poolId;
        key = `${project.name} ${poolId}`;
        const taken = take(key, { env, execArgv });
        child = taken.child;
        aborts.add(abort);
        if (restPoolId !== null) stepBack(child);
        child.process.on('message', onMessage);
        child.process.on('exit', onExit);
        child.process.stdout?.on('data', onOut);
        child.process.stderr?.on('data', onError);
        if (!taken.fresh) return answer('started');
        starting = true;
        child.process.send({ ...message, poolId }, () => undefined);
        return;
      }
      if (message.type === 'stop') return answer('stopped');
      if (message.type === 'run') running = true;
      child?.process.send(message, () => undefined);
    },
    async stop() {
      if (child === undefined) return;
      aborts.delete(abort);
      child.process.off('message', onMessage);
      child.process.off('exit', onExit);
      child.process.stdout?.off('data', onOut);
      child.process.stderr?.off('data', onError);
      await give(child, key, lasting && !running && !aborted);
    },
  };
}
