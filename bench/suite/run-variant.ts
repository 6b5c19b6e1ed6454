import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/terminal.ts';
import { measurementOf, type Measurement } from './measurement.ts';
import { runMeasured } from './processes.ts';
import type { Variant } from './variants.ts';

const INTEGRATION = path.join(root, 'tests/integration');
/** Copies of tests lie among them, where they find the same packages; this run removes them. */
const COPIES = path.join(INTEGRATION, 'bench-copies');
const CACHES = ['topheavy', 'affected'].map((name) => path.join(root, 'node_modules/.cache', name));

/** Tests failed, or did not come to run: figures of it mean nothing. */
export class RedSuite extends Error {}

/**
 * Runs the suite once in this way.
 * @throws {RedSuite} with the end of its output
 */
export async function runVariant(variant: Variant, filters: readonly string[]): Promise<Measurement> {
  if (variant.before === 'forget caches')
    for (const cache of CACHES) await rm(cache, { recursive: true, force: true });
  const shards = variant.shards ?? 1;
  const copied = (variant.copies ?? 1) > 1 ? await copyTests(variant.copies ?? 1, filters) : [];
  try {
    let slowest: Measurement | undefined;
    for (let shard = 1; shard <= shards; shard += 1) {
      const args = shards === 1 ? variant.args : [...variant.args, `--shard=${shard}/${shards}`];
      const measured = await runOnce({ ...variant, args }, [...filters, ...copied]);
      if (slowest === undefined || measured.wall > slowest.wall) slowest = measured;
    }
    if (slowest === undefined) throw new Error('There are no shards.');
    return slowest;
  } finally {
    await rm(COPIES, { recursive: true, force: true });
  }
}

async function runOnce(variant: Variant, filters: readonly string[]): Promise<Measurement> {
  const folder = await mkdtemp(path.join(tmpdir(), 'topheavy-bench-'));
  try {
    const reportOfOthers = path.join(folder, 'report');
    const [command, report] =
      variant.vitest === undefined
        ? [
            ['node', 'scripts/suite.ts', 'integration', '--', ...variant.args, ...filters],
            path.join(INTEGRATION, '.reports/vitest.json'),
          ]
        : [
            ['vitest', 'run', '--reporter=json', `--outputFile.json=${reportOfOthers}`, ...variant.vitest],
            reportOfOthers,
          ];
    const env = {
      ...process.env,
      PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
      ...variant.env,
      SUITE_TIMES: folder,
    };
    const ended = await runMeasured(command, env, folder);
    if (ended.code !== 0) throw new RedSuite(`The suite is red:\n${lastLines(ended.output)}`);
    return measurementOf({
      ...ended,
      report: JSON.parse(await readFile(report, 'utf8')),
      parts: await partsIn(folder),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function partsIn(folder: string): Promise<Map<string, Record<string, number>>> {
  const parts = new Map<string, Record<string, number>>();
  for (const file of await readdir(folder)) {
    if (!file.endsWith('.json')) continue;
    const figures = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Record<string, number>;
    parts.set(path.basename(file, '.json'), figures);
  }
  return parts;
}

/** Copies of all folders, since tests read each other's tables; answers the filters of those that the filters name. */
async function copyTests(count: number, filters: readonly string[]): Promise<string[]> {
  await rm(COPIES, { recursive: true, force: true });
  const folders = (await readdir(INTEGRATION, { withFileTypes: true }))
    .filter(
      (entry) => entry.isDirectory() && !['node_modules', '.reports', 'bench-copies'].includes(entry.name),
    )
    .map(({ name }) => name);
  const wanted = folders.filter(
    (name) => filters.length === 0 || filters.some((filter) => `tests/integration/${name}/`.includes(filter)),
  );
  if (wanted.length === 0)
    throw new Error('To be copied, tests are chosen by folders, such as tests/integration/orders/.');
  const copies = Array.from({ length: count - 1 }, (_, index) => String(index + 2));
  for (const copy of copies)
    for (const name of folders)
      await cp(path.join(INTEGRATION, name), path.join(COPIES, copy, name), { recursive: true });
  if (filters.length === 0) return [];
  return copies.flatMap((copy) => wanted.map((name) => `tests/integration/bench-copies/${copy}/${name}/`));
}

const lastLines = (output: string): string => output.trim().split('\n').slice(-30).join('\n');
