import { pointsOf, readHistory, trendPage, trendText, type BenchResult } from '@topheavy/bench/suite';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { result } from './a-result.ts';

const on = (day: string, wall: number, processor = 'a processor'): BenchResult => {
  const one = result({ 'as it is': [wall, wall, wall] });
  return { ...one, at: `${day}T02:17:00.000Z`, machine: { ...one.machine, processor } };
};

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'topheavy-trend-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return folder;
}

test('a history is read from the oldest to the newest, whatever its files are called', async () => {
  const folder = await folderWith({
    'a.json': JSON.stringify(on('2026-11-21', 20)),
    'b.json': JSON.stringify(on('2026-11-19', 18)),
    'trend.html': 'not a result',
  });

  const points = pointsOf(await readHistory(folder));

  expect(points.map(({ day, wall }) => [day, wall])).toEqual([
    ['2026-11-19', 18],
    ['2026-11-21', 20],
  ]);
});

test('a history without results, and one with something else in it, are refused with what is wrong', async () => {
  await expect(readHistory(await folderWith({}))).rejects.toThrow(
    'holds no file that pnpm bench suite --json wrote',
  );
  await expect(readHistory(await folderWith({ 'odd.json': '{}' }))).rejects.toThrow(
    'odd.json was not written by',
  );
  await expect(readHistory('/nowhere/at/all')).rejects.toThrow('/nowhere/at/all cannot be read');
});

test('the first point on another machine is told from those that can be compared', () => {
  const points = pointsOf([
    on('2026-11-19', 18),
    on('2026-11-20', 30, 'another'),
    on('2026-11-21', 31, 'another'),
  ]);

  expect(points.map(({ moved }) => moved)).toEqual([false, true, false]);
  expect(trendText(points).split('\n')).toEqual([
    expect.stringMatching(/^day +commit +tests +wall s/),
    expect.stringMatching(/^2026-11-19 .* 18\.0 [^,]*$/),
    expect.stringMatching(/^2026-11-20 .* 30\.0 .*from here on another, 2 cores, 24 GiB$/),
    expect.stringMatching(/^2026-11-21 .* 31\.0 [^,]*$/),
  ]);
});

test('the page joins what can be compared, and only that', () => {
  const page = trendPage(
    pointsOf([on('2026-11-18', 17), on('2026-11-19', 18), on('2026-11-20', 30, 'another <b>')]),
  );
  const [chart = ''] = /<svg[\s\S]*?<\/svg>/.exec(page) ?? [];

  expect(chart.match(/<circle/g)).toHaveLength(3);
  expect(chart.match(/<line [^>]*stroke="var\(--bar\)"/g)).toHaveLength(1);
  expect(page).toContain('another &lt;b&gt;');
});
