import { operations } from '@topheavy/contracts';
import { providers } from '@topheavy/fakes';
import { describe, expect, test } from 'vitest';

describe.for(providers)('the fake of $name', ({ name, operationIds }) => {
  test('has the operations of its contract, by the same ids', () => {
    const promised = operations.filter(({ provider }) => provider === name).map(({ id }) => id);

    const strays = [
      ...operationIds.filter((id) => !promised.includes(id)).map((id) => `${id} is in no contract`),
      ...promised.filter((id) => !operationIds.includes(id)).map((id) => `${id} is in no fake`),
    ];

    expect(strays, strays.join(', ')).toEqual([]);
    expect(promised).not.toEqual([]);
  });
});
