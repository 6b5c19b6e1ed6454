import { isKnown, witnessesDiffer } from '@topheavy/contracts/witness';
import { providerNames } from '@topheavy/fakes';
import { describe, expect, test } from 'vitest';
import { differenceText } from './difference-text.ts';
import { requirePublished } from './require-published.ts';
import { sharedGate } from '../shared-gate.ts';

const published = await requirePublished();

/** The first run with new types compiles them. */
const timeout = 60_000;

describe.for(providerNames)('the contract of %s', (provider) => {
  test('accepts what its provider publishes as answers, but for known differences', { timeout }, async () => {
    const gate = await sharedGate();
    const { witnesses, schemas, documents } = published[provider];
    expect([...witnesses, ...schemas, ...documents]).not.toEqual([]);

    const differences = witnesses.flatMap(({ operation, status, value, source }) =>
      gate.validate(operation, 'response', status, value, 'open').map(({ path, expected, found }) => ({
        operation,
        path: path.replaceAll(/\[\d+\]/g, '[*]'),
        expected,
        found,
        source,
      })),
    );
    const known = witnessesDiffer.filter(({ operation }) => operation.startsWith(`${provider}.`));
    const unknown = differences.filter((difference) => !known.some((one) => isKnown(one, difference)));
    const stale = known.filter((one) => !differences.some((difference) => isKnown(one, difference)));
    const sentences = [
      ...unknown.map(differenceText),
      ...stale.map(
        ({ operation, path }) =>
          `${operation} ${path}: listed in witnessesDiffer, and no difference any more`,
      ),
    ];
    expect(sentences, sentences[0]).toEqual([]);
  });
});
