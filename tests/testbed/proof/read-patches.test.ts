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
    },
    { kind: 'refactoring', name: 'once-in-words', summary: 'Once is said in words.', test: null },
  ]);
});

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
