import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFakes } from '@topheavy/fakes';
import { describe, expect, test as base } from 'vitest';

const suite = fileURLToPath(new URL('../../../scripts/suite.ts', import.meta.url));

/** Fakes that stand for the live providers, and a folder for what is recorded of them. */
const test = base
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
  .extend('standIns', async ({}, { onCleanup }) => {
    const fakes = await startFakes();
    onCleanup(() => fakes.stop());
    await fakes.control.given('vatcomply', 'rate_limit', { per_second: null });
    return fakes;
  })
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
  .extend('recordings', async ({}, { onCleanup }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'topheavy-recordings-'));
    onCleanup(() => rm(folder, { recursive: true }));
    return folder;
  });

const run = async (
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: unknown; output: string }> => {
  const child = spawn(process.execPath, [suite, 'contract', ...args], {
    env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const [code] = await once(child, 'close');
  return { code, output };
};

/** The row of the table, with single spaces. */
const rowOf = (output: string, provider: string): string =>
  output
    .split('\n')
    .findLast((line) => line.startsWith(`  ${provider} `))
    ?.trim()
    .replaceAll(/\s+/g, ' ') ?? '';

describe('pnpm test:contract --live', { timeout: 60_000 }, () => {
  test('asks, records, and compares the fakes with what was recorded', async ({ standIns, recordings }) => {
    // Something that no scenario asserts, so that only the comparison can see it.
    await standIns.control.given('vatcomply', 'vat_rate', { country_code: 'DE', parking_rate: 12 });
    // And something that breaks the contract, which no scenario asserts either.
    await standIns.control.arm({
      on: { op: 'vatcomply.vat_rates.list', match: { query: { country_code: 'de' } } },
      phase: 'after-effect',
      effect: { kind: 'drift', changes: [{ change: 'retype', path: '$[0].currency', to: 'boolean' }] },
    });
    const gone = await startFakes();
    await gone.stop();
    const { code, output } = await run(['--live', 'vatcomply,frankfurter,easypost,resend'], {
      RECORDINGS_DIR: recordings,
      LIVE_VATCOMPLY_URL: standIns.urls.vatcomply,
      LIVE_FRANKFURTER_URL: standIns.urls.frankfurter,
      EASYPOST_TEST_KEY: 'EZTKofTheAccount',
      LIVE_EASYPOST_URL: gone.urls.easypost,
    });

    expect(rowOf(output, 'frankfurter')).toMatch(
      /^frankfurter \d+ passed \(\d+ fake-only\) (\d+) passed \1, the oldest 0 days old/,
    );
    expect(rowOf(output, 'vatcomply')).toMatch(/, 2 FAILED 1 FAILED, \d+ passed \d+, the oldest 0 days old/);
    expect(output).toContain('vatcomply answers otherwise than its contract here');
    expect(output).toMatch(/vatcomply.vat_rates.list response \$\[0\]\.currency/);
    expect(output).toContain('parking_rate was 12, the fake has null');
    expect(rowOf(output, 'resend')).toContain('offline-verified only: RESEND_TEST_KEY not set none');
    expect(rowOf(output, 'easypost')).toMatch(
      /offline-verified only: 127.0.0.1:\d+ cannot be reached \(ECONNREFUSED\)/,
    );
    expect(output).toContain('live, resend, easypost, vatcomply not verified');
    expect(code).toBe(1);

    const files = await readdir(path.join(recordings, 'frankfurter'));
    const file = files.find((name) => name.startsWith('rates-rates-a-currency-costs-1-of-itself'));
    const recording = await readFile(path.join(recordings, 'frankfurter', file ?? 'none'), 'utf8');
    expect(JSON.parse(recording)).toEqual({
      scenario: 'rates.test.ts > rates > a currency costs 1 of itself',
      recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      apiVersion: 'v2',
      sdkVersion: null,
      exchanges: [
        {
          method: 'GET',
          path: '/v2/rate/KWD/KWD',
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: { date: '<0000-00-00>', base: 'KWD', quote: '<string>', rate: '<number>' },
        },
      ],
    });
  });

  test.for([
    [['--live', 'stripe'], { STRIPE_TEST_KEY: 'sk_live_never' }, 'a live key is never used'],
    [['--live', 'paypal'], {}, 'There is no provider "paypal"'],
    [['--live', 'stripe', 'capture'], {}, '--live is for the contract suite only'],
  ] as const)('%o is refused before anything runs', async ([args, env, sentence]) => {
    const { code, output } = await run(args, env);
    expect(output).toContain(sentence);
    expect(output).not.toContain('sk_live_never');
    expect(code).toBe(2);
  });
});
