import { expect, test } from 'vitest';
import { runWhole } from '../../../proof/runner/baseline.ts';
import type { Cell } from '../../../proof/runner/layers.ts';

const cacheOf = (cell: Cell) => ({ get: () => Promise.resolve(cell), put: () => Promise.resolve() });
const CELL = { verdict: 'green', what: '', failed: 0, ran: 46, ms: 5 } as const;

test('a layer that is not green without a patch ends everything: its cells would mean nothing', async () => {
  const lines: string[] = [];
  const red = { ...CELL, verdict: 'red', what: 'tests/unit/tax.test.ts > a tax' } as const;

  await expect(runWhole(cacheOf(red), ['unit'], (line) => lines.push(line))).rejects.toThrow(
    'Without any patch, unit is not green: tests/unit/tax.test.ts > a tax',
  );
  expect(lines).toEqual([]);
});

test('a layer that was green under the same conditions does not run again', async () => {
  const lines: string[] = [];

  const baseline = await runWhole(cacheOf(CELL), ['unit'], (line) => lines.push(line));

  expect(lines).toEqual(['unit         green, 46 tests (kept)']);
  expect(baseline.unit).toEqual(CELL);
});
