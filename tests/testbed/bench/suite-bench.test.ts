import {
  asFile,
  bars,
  checkBudget,
  compareResults,
  cpuSecondsIn,
  familyOf,
  heldKib,
  htmlReport,
  markdownReport,
  readBudget,
  readResult,
  RED,
  runBench,
  runMeasured,
  textReport,
  withFigures,
  DIMENSIONS,
} from '@topheavy/bench/suite';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { measured, result } from './a-result.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'topheavy-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('a run is put together from what its parts wrote down', () => {
  expect(measured).toMatchObject({ wall: 5, cpu: 7, memory: 500, passed: 2, failed: 1 });
  // Workers start side by side: the slower one counts.
  expect(measured.phases).toEqual({
    start: 1.5,
    server: 0.2,
    template: 0.1,
    databases: 0.05,
    worker: 0.4,
    import: 0.9,
    tests: 0.09,
    teardown: 0.04,
  });
  expect(measured.test).toEqual({ count: 3, p50: 30, p95: 50, p99: 50, max: 50 });
  expect([measured.requestsPerTest, measured.statementsPerTest]).toEqual([3, 30]);
  // 90 ms of tests, during 60 of which a request was under way.
  expect(measured.overhead).toBe(1.5);
  expect(measured.slowest.map(({ name }) => name)).toEqual(['slow', 'a & <b>', 'quick']);
});

test('CPU seconds are those of the children: the last line of the shell’s times', () => {
  const found = [
    cpuSecondsIn('0m0.01s 0m0.02s\n1m2.500000s 0m3.250000s\n'),
    cpuSecondsIn('user 1.2\nsys 0.4'),
    cpuSecondsIn(''),
  ];

  expect(found).toEqual([65.75, null, null]);
});

test('memory is that of a process and all below it, in whatever order they are listed', () => {
  const table = '  30   20  1024\n  10    1  2048\n  20   10  4096\n  99    1  8192\n';

  expect([...familyOf(table, 10)]).toEqual([
    [30, 1024],
    [10, 2048],
    [20, 4096],
  ]);
});

test('memory that processes share is divided among them, where the system says so', () => {
  const rollup =
    '5599-7ffc ---p 00000000 00:00 0  [rollup]\nRss:    1756 kB\nPss:     361 kB\nPss_Dirty: 116 kB\n';

  expect([heldKib(rollup, 1756), heldKib('', 1756)]).toEqual([361, 1756]);
});

test('a command is measured with its exit code, its output, and the CPU of what it started', async () => {
  const folder = await temporaryFolder();
  const program = `process.stdout.write('said'); const until = process.cpuUsage().user + 200_000;
    while (process.cpuUsage().user < until); process.exit(3)`;

  const ended = await runMeasured([process.execPath, '-e', program], process.env, folder);

  expect(ended).toMatchObject({ code: 3, output: 'said' });
  expect(ended.cpu).toBeGreaterThanOrEqual(0.2);
  expect(ended.wall).toBeGreaterThanOrEqual(0.2);
});

test('a way in which the suite is red is named, and spoils no other', async () => {
  const way = (name: string, ...vitest: string[]) => ({
    dimension: 'tried',
    name,
    env: {},
    args: [],
    vitest,
  });
  const good = ['--project=unit', 'tests/unit/allocation.test.ts'];

  const { variants } = await runBench({
    variants: [
      way('first', ...good),
      way('red', '--project=unit', 'tests/unit/nowhere'),
      way('last', ...good),
    ],
    runs: 1,
    filters: [],
  });

  expect(variants.map(({ name, runs, unavailable }) => [name, runs.length, unavailable])).toEqual([
    ['first', 1, null],
    ['red', 0, RED],
    ['last', 1, null],
  ]);
});

test('a report names each way with its verdict, and what could not be measured with the reason', () => {
  const text = textReport(
    result({ 'as it is': [10, 10.1, 10.2, 10.3], truncate: [12, 12.1, 12.2, 12.3], docker: [] }),
  );

  expect(text).toMatch(/^as it is +10\.15 \(10\.00 to 10\.30\)/m);
  expect(text).toMatch(/^isolation: truncate .*wall 1\.20 × \(1\.17 to 1\.23\), slower; CPU 1\.20 ×/m);
  expect(text).toMatch(/^isolation: docker +not measured: needs a Docker engine$/m);
});

test('the page holds the figures, and names of tests as text', () => {
  const page = htmlReport(result({ 'as it is': [10, 10, 10, 10], truncate: [12, 12, 12, 12] }));

  expect(page).toContain('2 integration tests in 10.0 s');
  expect(page).toContain('a &amp; &lt;b&gt;');
  expect(page).toContain('1.20 × (1.20 to 1.20), slower');
  expect(page).not.toMatch(/(?:src|href)=/);
});

test('the summary is a table of Markdown with a row for each way', () => {
  const text = markdownReport(result({ 'as it is': [10, 10, 10, 10], truncate: [12, 12, 12, 12] }));

  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  expect(rows.map((row) => row.split('|').length)).toEqual([8, 8, 8, 8]);
  expect(rows[3]).toContain('isolation: truncate');
});

test('two results are compared way by way, and what makes them hard to compare is said', () => {
  const before = result({ 'as it is': [10, 10.1, 10.2, 10.3], truncate: [12, 12, 12, 12] });
  const after = result({ 'as it is': [8, 8.1, 8.2, 8.3] });

  const text = compareResults(before, { ...after, machine: { ...after.machine, cores: 8 } });

  expect(text).toMatch(/^as it is +10\.15 +8\.15 +wall 0\.80 × \(.*\), faster/m);
  expect(text).not.toContain('truncate');
  expect(text).toContain('these are two machines: they differ in cores');
});

test('a file that is no result is refused with its name', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'other.json');
  await writeFile(file, '{"format": 1}');

  await expect(readResult(file)).rejects.toThrow(`${file} was not written by pnpm bench suite --json FILE`);
  await expect(readResult(path.join(folder, 'none.json'))).rejects.toThrow(/none\.json cannot be read/);
});

test('a broken ratio breaks the budget; one that was not measured is said to be unchecked', () => {
  const measuredNow = result({ 'as it is': [10, 10, 10], truncate: [12, 12, 12] });
  const limit = { what: 'TRUNCATE', figure: 'wall', of: 'isolation: truncate', against: 'as it is' } as const;

  const kept = checkBudget(measuredNow, [{ ...limit, atMost: 1.2 }]);
  const broken = checkBudget(measuredNow, [
    { ...limit, atMost: 1.19 },
    { ...limit, of: 'size: ×2', atMost: 2 },
    { what: 'overhead', figure: 'overhead', of: 'as it is', atMost: 1.4 },
  ]);

  expect(kept).toEqual({ lines: ['kept         TRUNCATE: 1.20 × of at most 1.2 ×'], kept: true });
  expect(broken.kept).toBe(false);
  expect(broken.lines[0]).toMatch(/^BROKEN/);
  expect(broken.lines[1]).toMatch(/^not checked .*size: ×2/);
  expect(broken.lines[2]).toBe('BROKEN       overhead: 1.50 × of at most 1.4 ×');
});

test('the budget in this repository names ways that there are', async () => {
  const known = DIMENSIONS.flatMap((dimension) =>
    dimension
      .variants({ workers: 2, databaseUrl: 'postgres://localhost/shop_test' })
      .map(({ name }) => `${dimension.name}: ${name}`),
  );

  const named = (await readBudget()).flatMap(({ of, against }) => [of, against ?? of]);

  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => name !== 'as it is' && !known.includes(name))).toEqual([]);
});

test('figures go into their place on the page, and nothing else changes', () => {
  const page = 'a\n<!-- measured: size -->\nold\n<!-- /measured: size -->\nb';

  expect(withFigures(page, 'size', 'new')).toBe(
    'a\n<!-- measured: size -->\n\nnew\n\n<!-- /measured: size -->\nb',
  );
  expect(() => withFigures(page, 'storage', 'new')).toThrow('no place for storage');
});

test('docs/benchmark.md has a place for the figures of each dimension', async () => {
  const page = await readFile(path.resolve(import.meta.dirname, '../../../docs/benchmark.md'), 'utf8');

  const places = ['baseline', ...DIMENSIONS.map(({ name }) => name)];

  for (const place of places) expect(withFigures(page, place, 'new')).toContain('\n\nnew\n\n');
});

test('a chart as a file of its own needs no page around it', () => {
  const chart = asFile(bars([{ name: 'a & b', value: 2, low: 1, high: 3 }]));

  expect(chart).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*><style>/);
  expect(chart).toContain('--ink: #1d2430');
  expect(chart).toContain('a &amp; b');
});
