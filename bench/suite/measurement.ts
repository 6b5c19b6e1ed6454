import { latencies, type Latencies } from '../load/percentile.ts';

/** Wall seconds of the parts of a run. Those of workers are the longest of them, since they work side by side. */
export type Phases = {
  /** Until Vitest begins. */
  readonly start: number;
  readonly server: number;
  /** Migrations, once for each change of them on a server that is kept. */
  readonly template: number;
  readonly databases: number;
  readonly worker: number;
  /** Of all workers together, as seconds of work. */
  readonly import: number;
  readonly tests: number;
  readonly teardown: number;
};

/** One run of the suite as a whole process. */
export type Measurement = {
  readonly wall: number;
  /** Of all its processes on this machine; null where the system has no shell that tells. */
  readonly cpu: number | null;
  /** The most that its processes held at one moment, MiB; pages that they share count once, where the system says. */
  readonly memory: number | null;
  readonly passed: number;
  readonly failed: number;
  readonly phases: Phases;
  readonly test: Latencies;
  readonly requestsPerTest: number;
  readonly statementsPerTest: number;
  /** The tests' time, against the time in which a request of theirs was under way: what a bare client takes at least. */
  readonly overhead: number;
  readonly slowest: readonly { readonly name: string; readonly ms: number }[];
};

type VitestReport = {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number | null;
    }[];
  }[];
};

type Figures = Readonly<Record<string, number>>;

const SLOWEST = 10;

/** What the files of one run say, put together. */
export function measurementOf(files: {
  readonly startedAt: number;
  readonly wall: number;
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly report: VitestReport;
  readonly parts: ReadonlyMap<string, Figures>;
}): Measurement {
  const tests = files.report.testResults.flatMap((file) => file.assertionResults);
  const ran = tests.filter(({ status }) => status === 'passed' || status === 'failed');
  const figure = (part: string, name: string): number => files.parts.get(part)?.[name] ?? 0;
  const workers = [...files.parts]
    .filter(([part]) => part.startsWith('worker-'))
    .map(([, figures]) => figures);
  const sum = (name: string): number => workers.reduce((total, worker) => total + (worker[name] ?? 0), 0);
  const seconds = (ms: number): number => ms / 1000;
  return {
    wall: files.wall,
    cpu: files.cpu,
    memory: files.memory,
    passed: ran.filter(({ status }) => status === 'passed').length,
    failed: ran.filter(({ status }) => status === 'failed').length,
    phases: {
      start: seconds(figure('vitest', 'startedAt') - files.startedAt),
      server: seconds(figure('setup', 'serverMs')),
      template: seconds(figure('setup', 'templateMs')),
      databases: seconds(figure('setup', 'databasesMs')),
      worker: seconds(Math.max(0, ...workers.map((worker) => worker['startMs'] ?? 0))),
      import: seconds(figure('vitest', 'importMs')),
      tests: seconds(figure('vitest', 'testsMs')),
      teardown: seconds(figure('teardown', 'teardownMs')),
    },
    test: latencies(ran.map(({ duration }) => duration ?? 0)),
    requestsPerTest: sum('requests') / ran.length,
    statementsPerTest: sum('statements') / ran.length,
    overhead: figure('vitest', 'testsMs') / sum('answeringMs'),
    slowest: ran
      .map(({ fullName, duration }) => ({ name: fullName, ms: duration ?? 0 }))
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, SLOWEST),
  };
}
