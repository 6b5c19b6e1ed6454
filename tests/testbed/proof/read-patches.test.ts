import { beforeEach, expect, test } from 'vitest';
import { readPatches } from '../../../proof/runner/patches.ts';
import { smallCheckout } from './small-checkout.ts';

const BUG = 'proof/bugs/paid-twice';
const REFACTORING = 'proof/refactorings/once-in-words';
const TEST = 'tests/integration/pay.test.ts > is paid once';

const diff = (file: string): string =>
  `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-once\n+twice\n`;

let checkout: ReturnType<typeof smallCheckout>;

beforeEach(() => {
  checkout = smallCheckout();
  checkout.write(`${BUG}/bug.patch`, diff('apps/api/src/pay.ts'));
  checkout.write(`${BUG}/bug.json`, JSON.stringify({ danger: 'A customer pays twice.', test: TEST }));
  checkout.write(`${BUG}/story.md`, '# Paid twice\n');
  checkout.write(`${BUG}/mocks.patch`, diff('proof/mirage/pay.test.ts'));
  checkout.write(`${REFACTORING}/refactoring.patch`, diff('apps/api/src/pay.ts'));
  checkout.write(`${REFACTORING}/refactoring.json`, JSON.stringify({ change: 'Once is said in words.' }));
  checkout.write(`${REFACTORING}/story.md`, '# Once in words\n');
});

test('a bug and a refactoring are read with what they say of themselves', async () => {
  await expect(readPatches(checkout.folder)).resolves.toMatchObject([
    {
      kind: 'bug',
      name: 'paid-twice',
      summary: 'A customer pays twice.',
      changed: ['apps/api/src/pay.ts'],
      test: { file: 'tests/integration/pay.test.ts', title: 'is paid once' },
      story: '# Paid twice\n',
      mocks: { changed: ['proof/mirage/pay.test.ts'], text: diff('proof/mirage/pay.test.ts') },
    },
    {
      kind: 'refactoring',
      name: 'once-in-words',
      summary: 'Once is said in words.',
      test: null,
      mocks: null,
    },
  ]);
});

test('a bug may name a test that watches the API from outside', async () => {
  checkout.write('tests/reliability/crash.test.ts', 'a test\n');
  const test = 'tests/reliability/crash.test.ts > nothing is lost';
  checkout.write(`${BUG}/bug.json`, JSON.stringify({ danger: 'D', test }));

  const [bug] = await readPatches(checkout.folder);

  expect(bug?.test).toMatchObject({ suite: 'reliability', title: 'nothing is lost' });
});

test('a test in a file that does not exist is refused before anything is tried', async () => {
  const test = 'tests/integration/gone.test.ts > is paid once';
  checkout.write(`${BUG}/bug.json`, JSON.stringify({ danger: 'D', test }));

  await expect(readPatches(checkout.folder)).rejects.toThrow(
    'proof/bugs/paid-twice/bug.json names a test in tests/integration/gone.test.ts, which does not exist',
  );
});

test('mocks.patch of a bug may not change the shop', async () => {
  checkout.write(`${BUG}/mocks.patch`, diff('apps/api/src/pay.ts'));

  await expect(readPatches(checkout.folder)).rejects.toThrow('it may change proof/mirage only');
});

test.each(['bug.patch', 'mocks.patch'])(
  'a %s without the prefixes of git is told how to get them',
  async (file) => {
    checkout.write(`${BUG}/${file}`, diff('apps/api/src/pay.ts').replaceAll(/ [ab]\//g, ' '));

    await expect(readPatches(checkout.folder)).rejects.toThrow(
      `proof/bugs/paid-twice/${file} has no line "diff --git a/… b/…": write it by git diff --default-prefix`,
    );
  },
);

test.each([
  [`${BUG}/story.md`, /^proof\/bugs\/paid-twice\/story\.md is missing: it holds what happened/],
  [
    `${BUG}/bug.patch`,
    /^proof\/bugs\/paid-twice\/bug\.patch is missing: it holds the bug, as git diff prints/,
  ],
  [`${BUG}/bug.json`, /^proof\/bugs\/paid-twice\/bug\.json is missing: it holds "danger", .*, and "test", /],
  [`${REFACTORING}/refactoring.json`, /refactoring\.json is missing: it holds "change", /],
])('without %s nothing is tried, and it says what belongs in there', async (file, sentence) => {
  checkout.remove(file);

  await expect(readPatches(checkout.folder)).rejects.toThrow(sentence);
});

test.each([
  ['{ danger', /^proof\/bugs\/paid-twice\/bug\.json is no JSON: /],
  ['null', /bug\.json lacks "danger"/],
  [JSON.stringify({ test: TEST }), /bug\.json lacks "danger"/],
  [JSON.stringify({ danger: ' ', test: TEST }), /bug\.json lacks "danger"/],
  [JSON.stringify({ danger: 'D', test: 7 }), /bug\.json lacks "test"/],
  [JSON.stringify({ danger: 'D', test: 'tests/unit/tax.test.ts > t' }), /test must be "tests\/integration\//],
])('a bug.json with %s is refused by its name', async (text, sentence) => {
  checkout.write(`${BUG}/bug.json`, text);

  await expect(readPatches(checkout.folder)).rejects.toThrow(sentence);
});

test.each([
  [`${BUG}/bug.patch`, 'tests/integration/pay.test.ts'],
  [`${REFACTORING}/refactoring.patch`, 'packages/testbed/src/shop/shop.ts'],
])('%s may not change the tests that judge it, such as %s', async (file, test) => {
  checkout.write(file, diff(test));

  await expect(readPatches(checkout.folder)).rejects.toThrow(
    `${file} changes ${test}; it may change the shop only`,
  );
});

test('an empty patch says why git may have left out everything', async () => {
  checkout.write(`${BUG}/bug.patch`, '');

  await expect(readPatches(checkout.folder)).rejects.toThrow(
    'bug.patch is empty; git diff leaves out new files',
  );
});

test('a bug and a refactoring of one name are refused: --only could not tell them apart', async () => {
  checkout.write('proof/refactorings/paid-twice/refactoring.patch', diff('apps/api/src/pay.ts'));
  checkout.write('proof/refactorings/paid-twice/refactoring.json', '{"change":"Something moved."}');
  checkout.write('proof/refactorings/paid-twice/story.md', '# Moved\n');

  await expect(readPatches(checkout.folder)).rejects.toThrow('both called paid-twice');
});
