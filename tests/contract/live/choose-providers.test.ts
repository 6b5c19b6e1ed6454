import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { chooseProviders } from '../../../scripts/suite/live/choose-providers.ts';

const RECORDINGS_DIR = tmpdir();

describe('which providers --live asks', () => {
  test('those without a key are asked at their own address', () => {
    const { chosen, missing } = chooseProviders('frankfurter, vatcomply', {});
    expect(chosen.map(({ url }) => url)).toEqual([
      'https://api.vatcomply.com',
      'https://api.frankfurter.dev',
    ]);
    expect(missing.size).toBe(0);
  });

  test('a name that is none is refused, with the names there are', () => {
    expect(() => chooseProviders('stripe,paypal', {})).toThrow(
      'There is no provider "paypal": name some of stripe, vatcomply',
    );
  });

  test('one whose key is not set is not asked, and the variable is named', () => {
    const { chosen, missing } = chooseProviders('stripe,square', { STRIPE_TEST_KEY: '' });
    expect(chosen).toEqual([]);
    expect(missing).toEqual(
      new Map([
        ['stripe', 'STRIPE_TEST_KEY not set'],
        [
          'square',
          'SQUARE_SANDBOX_TOKEN and SQUARE_SANDBOX_LOCATION_ID and SQUARE_SANDBOX_VARIATION_IDS not set',
        ],
      ]),
    );
  });

  test.for([
    ['stripe', 'STRIPE_TEST_KEY', 'sk_live_1234567890'],
    ['stripe', 'STRIPE_TEST_KEY', 'rk_live_1234567890'],
    ['easypost', 'EASYPOST_TEST_KEY', 'EZAK1234567890'],
  ] as const)('a live key of %s is refused and not printed: %s=%s', ([name, variable, key]) => {
    const choose = () => chooseProviders(name, { [variable]: key });
    expect(choose).toThrow(`${variable} holds no test key`);
    expect(choose).toThrow(expect.not.objectContaining({ message: expect.stringContaining(key) }));
  });

  test('a list of another length than the account needs is refused', () => {
    const env = {
      SQUARE_SANDBOX_TOKEN: 'EAAAl',
      SQUARE_SANDBOX_LOCATION_ID: 'L1',
      SQUARE_SANDBOX_VARIATION_IDS: 'V1,V2',
    };
    expect(() => chooseProviders('square', env)).toThrow('takes 3, separated by commas, and has 2');
  });

  test('a stand-in on this machine may take the place of a provider', () => {
    const env = { LIVE_VATCOMPLY_URL: 'http://127.0.0.1:8080', RECORDINGS_DIR };
    expect(chooseProviders('vatcomply', env).chosen).toMatchObject([{ url: 'http://127.0.0.1:8080' }]);
  });

  test('and nothing else may: a key is sent to its provider only', () => {
    const env = { LIVE_VATCOMPLY_URL: 'https://vatcomply.example', RECORDINGS_DIR };
    expect(() => chooseProviders('vatcomply', env)).toThrow('must be on 127.0.0.1');
  });

  test.for([undefined, '', 'tests/contract/recordings', './elsewhere'])(
    'what a stand-in answers is never recorded in the repository: %s',
    (folder) => {
      const env = {
        LIVE_VATCOMPLY_URL: 'http://127.0.0.1:8080',
        ...(folder !== undefined && { RECORDINGS_DIR: folder }),
      };
      expect(() => chooseProviders('vatcomply', env)).toThrow('RECORDINGS_DIR outside of the repository');
    },
  );
});
