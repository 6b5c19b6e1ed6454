import { expect, test } from 'vitest';
import { shapeProblems } from '../../../scripts/shape-problems.ts';

const mocks = 'mocks repeat the author’s assumptions: use a fake on the wire';
const runs = 'a test runs, always';
const flaky = 'a flaky test is a bug to find';
const waits = 'wait for an event, not for time to pass';
const speed = 'speed belongs in the benchmark';

// What the gate must refuse, as text and never run. In single quotes, which the check takes for words: this file too is looked at.
const forbidden: [snippet: string, why: string][] = [
  ['vi.mock("./a.ts")', mocks],
  ['vi.useFakeTimers()', mocks],
  ['test.skip("a", () => {})', runs],
  ['test.concurrent.only("a", () => {})', runs],
  ['describe.todo("a")', runs],
  ['it.fails("a", () => {})', runs],
  ['test("a", { skip: true }, () => {})', runs],
  ['test("a", { timeout: 1, fails: true }, () => {})', runs],
  ['test("a", async ({ skip }) => skip())', runs],
  ['test("a", async ({ shop, skip }) => {', runs],
  ['context.skip()', runs],
  ['test("a", { retry: 2 }, () => {})', flaky],
  ['setTimeout(resolve, 10)', waits],
  ['import { setTimeout } from "node:timers/promises"', waits],
  ['const startedAt = performance.now()', speed],
];

const places = ['tests/integration/orders/a.test.ts', 'tests/integration/with-shop.ts'];

test.for(forbidden)('the check of the shape refuses %s', ([snippet, why]) => {
  const found = places.map((file) => shapeProblems([{ file, text: `\n${snippet}\n` }]));

  expect(found).toEqual(places.map((file) => [`${file}:2: ${why}\n    ${snippet}`]));
});

test.for([
  "await control.flushWebhooks({ only: ['charge.succeeded'] });",
  "test('a provider that skips: only then it fails', async ({ shop }) => {",
  '// A test is never skipped: no vi.mock, no retry: 2.',
  'const fails = await shop.refuses(order);',
  'await expect.poll(() => left(), patience).toEqual([]);',
])('the check of the shape has nothing against %s', (snippet) => {
  expect(shapeProblems([{ file: 'tests/integration/orders/a.test.ts', text: snippet }])).toEqual([]);
});

test('the testbed may take time, but not skip', () => {
  const file = 'packages/testbed/src/shop/a.ts';
  const skipping = 'context.skip();';
  const text = ['const startedAt = performance.now();', skipping].join('\n');

  expect(shapeProblems([{ file, text }])).toEqual([`${file}:2: ${runs}\n    ${skipping}`]);
});
