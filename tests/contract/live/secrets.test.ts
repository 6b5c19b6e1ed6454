import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { privateVariables } from '../../../scripts/suite/live/providers.ts';
import { withoutSecrets } from '../../../scripts/suite/live/run-live.ts';
import { account } from './relay-test.ts';

describe('the keys of live providers', () => {
  test('are known by name, every one', () => {
    expect(privateVariables.toSorted()).toEqual(Object.keys(account).toSorted());
  });

  test('are not handed to the processes that run tests', () => {
    expect(withoutSecrets({ ...account, PATH: '/bin', CI: '1' })).toEqual({ PATH: '/bin', CI: '1' });
  });

  test('are none of the variables that turbo passes on or hashes', async () => {
    const text = await readFile(new URL('../../../turbo.json', import.meta.url), 'utf8');
    const passedOn = [...privateVariables, 'LIVE_', 'RECORDINGS_DIR', '"*"', '"loose"'];
    expect(passedOn.filter((variable) => text.includes(variable))).toEqual([]);
  });
});
