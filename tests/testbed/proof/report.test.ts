import { expect, test } from 'vitest';
import { htmlPage } from '../../../proof/runner/html.ts';
import { proofJson } from '../../../proof/runner/json.ts';
import { LAYERS, LAYER_TITLES, LAYER_INPUTS, type Layer } from '../../../proof/runner/layers.ts';
import { markdownPage } from '../../../proof/runner/page.ts';
import { changeOf, mocksOf } from '../../../proof/runner/patches.ts';
import { drawn } from '../../../proof/runner/read-options.ts';
import { problemsOf, summaryOf } from '../../../proof/runner/summary.ts';
import { between } from '../../../proof/runner/update-pages.ts';
import { smallCheckout } from './small-checkout.ts';

const WHOLE = { verdict: 'green', what: '', failed: 0, ran: 1980, ms: 61_234, lines: 94.35 } as const;

async function found(mirageLines = 97.09) {
  const checkout = smallCheckout();
  const rows = await checkout.tryAll([
    checkout.believedTwice(),
    checkout.sentTomorrow(),
    checkout.onceInWords(),
  ]);
  const baseline = { integration: WHOLE, mirage: { ...WHOLE, lines: mirageLines } };
  const summary = summaryOf(rows, baseline);
  const facts = { date: '2026-11-21', commit: 'abc1234', complete: true, summary, rows };
  return { facts, problems: problemsOf(rows, baseline) };
}

test('the summary counts what each layer saw, beside what it costs', async () => {
  const { facts } = await found();

  expect(facts.summary.map(({ layer }) => layer)).toEqual(LAYERS);
  expect(facts.summary.find(({ layer }) => layer === 'integration')).toEqual({
    layer: 'integration',
    bugsCaught: 2,
    bugs: 2,
    refactoringsFailed: 0,
    refactorings: 1,
    tests: 1980,
    seconds: 61.2,
    lines: 94.35,
  });
  expect(facts.summary.find(({ layer }) => layer === 'mirage')).toMatchObject({
    bugsCaught: 1,
    refactoringsFailed: 1,
  });
  expect(facts.summary.find(({ layer }) => layer === 'assumed')).toMatchObject({ bugsCaught: 0 });
  // Never measured as a whole is not the same as nothing.
  expect(facts.summary.find(({ layer }) => layer === 'unit')).toMatchObject({ tests: null, lines: null });
});

test('a suite with mocks that covers less than 90 % is a problem: it would be a caricature', async () => {
  const { problems } = await found(89.9);

  expect(problems).toEqual(['The mirage runs 89.9 % of the lines; it must be 90 % at least']);
});

test('programs get every patch with what each layer said', async () => {
  const { facts, problems } = await found();

  const json = proofJson(facts, problems);

  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  expect(Object.keys(json)).toEqual([
    'format',
    'date',
    'commit',
    'complete',
    'summary',
    'patches',
    'problems',
  ]);
  expect(json.patches.map(({ name }) => name)).toEqual(facts.rows.map(({ patch }) => patch.name));
  expect(json.patches[0]).toEqual({
    kind: 'bug',
    name: 'paid-twice',
    summary: 'what paid-twice is about',
    test: 'tests/integration/pay.test.ts > is paid once',
    hasOwnMocks: true,
    layers: facts.rows[0]?.cells,
  });
  expect(Object.keys(json.patches[0]?.layers ?? {})).toEqual(LAYERS);
});

test('the page tells every story, shows text as text, and needs no network', async () => {
  const { facts } = await found();
  const [row] = facts.rows;
  const rows = row === undefined ? [] : [{ ...row, patch: { ...row.patch, story: '# A\n\nIf a < b & c.' } }];

  const page = htmlPage({ ...facts, rows: [...rows, ...facts.rows.slice(1)] });

  for (const { patch } of facts.rows) expect(page).toContain(`what ${patch.name} is about`);

  expect(page).toContain('If a &lt; b &amp; c.');
  expect(page).toContain('integration says no');
  expect(page.match(/<svg /g)).toHaveLength(2);
  expect(page).not.toMatch(/(src|href)=|https?:|@import|url\(/);
});

test('docs/proof.md has a row for each layer and for each patch, with a link to its story', async () => {
  const { facts } = await found();

  const page = markdownPage(facts);

  expect(page).toContain('| Integration tests | 2 of 2 | 0 of 1 | 94.35 % | 1,980 | 61.2 |');
  expect(page).toContain(
    '| [paid-twice](../proof/bugs/paid-twice/story.md) | – | red (1 of 3) | – | – | – | red (1 of 3) |',
  );
  expect(page).toContain('| [once-in-words](../proof/refactorings/once-in-words/story.md) |');
  expect(page).toContain('| [sent-tomorrow](../proof/bugs/sent-tomorrow/story.md) |');
  for (const title of Object.values(LAYER_TITLES)) expect(page).toContain(`| ${title} |`);
  expect(page).toContain('For 1 of the bugs');
});

test('README.md keeps everything but what stands between the markers', () => {
  const markers = ['<!-- proof: written by pnpm proof --update -->', '<!-- end of proof -->'] as const;

  const text = between(`before\n${markers[0]}\nold\n${markers[1]}\nafter\n`, 'new');

  expect(text).toBe(`before\n${markers[0]}\n\nnew\n\n${markers[1]}\nafter\n`);
  expect(() => between('no markers', 'new')).toThrow('README.md needs the lines');
});

test('over as many seeds as one in N each patch is drawn once', () => {
  const names = Array.from({ length: 74 }, (_, index) => `patch ${index}`);

  const draws = Array.from({ length: 12 }, (_, seed) => drawn(names, 12, seed + 90_000));

  expect(draws.flat().toSorted()).toEqual(names.toSorted());
  expect(Math.max(...draws.map((draw) => draw.length))).toBe(7);
});

test('mocks.patch may change the suite with mocks and nothing else', () => {
  const text = (file: string) => `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n`;
  const mocks = changeOf('mocks.patch', text('proof/mirage/rates/rates.test.ts'));
  const more = changeOf('mocks.patch', text('apps/api/src/rates.ts'));

  expect(mocksOf('a-bug', mocks)).toBe(mocks);
  expect(() => mocksOf('a-bug', more)).toThrow(
    'proof/bugs/a-bug/mocks.patch changes apps/api/src/rates.ts; it may change proof/mirage only',
  );
});

test('a patch says which files it changes, under both names, and whether one is gone', () => {
  const renamed = changeOf(
    'a.patch',
    'diff --git a/one.ts b/other.ts\nrename from one.ts\nrename to other.ts\n',
  );
  const edited = changeOf('b.patch', 'diff --git a/one.ts b/one.ts\n--- a/one.ts\n+++ b/one.ts\n');

  const deleted = changeOf('c.patch', 'diff --git a/one.ts b/one.ts\ndeleted file mode 100644\n');

  expect(deleted).toMatchObject({ changed: ['one.ts'], removes: true });
  expect(renamed).toMatchObject({ changed: ['one.ts', 'other.ts'], removes: true });
  expect(edited).toMatchObject({ changed: ['one.ts'], removes: false });
});

test('what did not run is neither caught nor failed, and a problem', async () => {
  const { facts } = await found();
  const broken = { verdict: 'broken', what: 'no such file', failed: 0, ran: 0, ms: 1 } as const;
  const rows = facts.rows.map((row) => ({ ...row, cells: { ...row.cells, integration: broken } }));

  expect(summaryOf(rows, {}).find(({ layer }) => layer === 'integration')).toMatchObject({
    bugsCaught: 0,
    refactoringsFailed: 0,
  });
  expect(problemsOf(rows, {})).toEqual(rows.map(({ patch }) => `${patch.name}: integration: no such file`));
});

test('a refactoring that fails integration is a problem, whatever else it fails', async () => {
  const checkout = smallCheckout();
  const rows = await checkout.tryAll([checkout.reallyTomorrow()]);
  const red = rows.map((row) => ({ ...row, cells: { ...row.cells, mirage: row.cells.integration } }));

  for (const some of [rows, red])
    expect(problemsOf(some, {})).toEqual([expect.stringMatching(/^really-tomorrow: integration fails/)]);
});

const FILES: readonly (readonly [file: string, layers: readonly Layer[]])[] = [
  ['packages/domain/src/money.ts', ['types', 'mirage', 'assumed', 'unit', 'integration']],
  ['apps/api/src/app.ts', ['types', 'mirage', 'assumed', 'integration']],
  ['apps/fakes/src/stripe.ts', ['types', 'contract', 'integration']],
  ['packages/contracts/src/gate.ts', ['types', 'contract', 'integration']],
  ['tests/integration/pay.test.ts', ['types', 'integration']],
  ['tests/reliability/pay.test.ts', ['types', 'integration']],
  ['tests/unit/pay.test.ts', ['types', 'unit']],
  ['tests/contract/pay.test.ts', ['types', 'contract']],
  ['proof/mirage/pay.test.ts', ['mirage', 'assumed']],
  ['docs/proof.md', []],
];

test.for(FILES)('%s is what these layers depend on: %s', ([file, layers]) => {
  expect(LAYERS.filter((layer) => LAYER_INPUTS[layer].test(file))).toEqual(layers);
});
