import { measurementOf, type BenchResult, type Measurement } from '@topheavy/bench/suite';

/** One run. */
export const measured = measurementOf({
  startedAt: 1000,
  wall: 5,
  cpu: 7,
  memory: 500,
  report: {
    testResults: [
      {
        assertionResults: [
          { fullName: 'a & <b>', status: 'passed', duration: 30 },
          { fullName: 'quick', status: 'passed', duration: 10 },
          { fullName: 'left out', status: 'skipped', duration: null },
        ],
      },
      { assertionResults: [{ fullName: 'slow', status: 'failed', duration: 50 }] },
    ],
  },
  parts: new Map([
    ['vitest', { startedAt: 2500, importMs: 900, testsMs: 90 }],
    ['setup', { serverMs: 200, templateMs: 100, databasesMs: 50 }],
    ['teardown', { teardownMs: 40 }],
    ['worker-7', { startMs: 300, requests: 5, statements: 50, answeringMs: 40 }],
    ['worker-8', { startMs: 400, requests: 4, statements: 40, answeringMs: 20 }],
  ]),
});

/** So many runs of each way, with these wall seconds. */
export const result = (times: Readonly<Record<string, readonly number[]>>): BenchResult => ({
  format: 'topheavy bench suite 1',
  at: '2026-11-21T12:00:00.000Z',
  machine: {
    processor: 'a processor',
    cores: 2,
    memoryGiB: 24,
    system: 'linux',
    node: '24.21.0',
    vitest: '5.1.0',
    commit: 'abc1234',
    changed: false,
  },
  filters: [],
  variants: Object.entries(times).map(([name, walls]) => ({
    dimension: name === 'as it is' ? 'baseline' : 'isolation',
    name,
    runs: walls.map((wall): Measurement => ({ ...measured, wall, cpu: wall * 1.5 })),
    unavailable: walls.length === 0 ? 'needs a Docker engine' : null,
  })),
});
