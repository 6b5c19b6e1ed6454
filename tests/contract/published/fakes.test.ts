import { fakesDiffer, isKnown, witnessJudge } from '@topheavy/contracts/witness';
import { providerNames } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { test } from '../with-fakes.ts';
import { exemplaryAnswers } from './exemplary-answers.ts';
import { differenceText } from './difference-text.ts';
import { requirePublished } from './require-published.ts';

const published = await requirePublished();

describe.for(providerNames)('the fake of %s', (provider) => {
  test('answers with the fields and types that its provider publishes, but for known differences', async ({
    fakes,
  }) => {
    await exemplaryAnswers[provider](fakes);

    const judge = witnessJudge(published[provider]);
    const differences = (await fakes.control.journal()).flatMap(({ op, status, responseBody }) =>
      op === null || status === null ? [] : judge(op, status, responseBody),
    );
    const known = fakesDiffer.filter(({ operation }) => operation.startsWith(`${provider}.`));
    const unknown = differences.filter((difference) => !known.some((one) => isKnown(one, difference)));
    const stale = known.filter((one) => !differences.some((difference) => isKnown(one, difference)));
    const sentences = [
      ...unknown.map(differenceText),
      ...stale.map(
        ({ operation, path }) => `${operation} ${path}: listed in fakesDiffer, and no difference any more`,
      ),
    ];
    expect(sentences, sentences[0]).toEqual([]);
  });
});
