import { startFakes } from '@topheavy/fakes';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { liveProviders } from './suite/live/providers.ts';
import { run } from './terminal.ts';

// The whole way of `pnpm test:contract --live` without a network: fakes of its own stand for the six
// providers, twice, so that the second run meets the history of the first. Shows that every scenario
// that is not tagged 'fake-only' needs nothing but the provider. It says nothing about the providers.
const standIns = await startFakes();
// The relay keeps to the limits of the real ones, and asks a stand-in as fast as it can.
await standIns.control.given('vatcomply', 'rate_limit', { per_second: null });
const recordings = await mkdtemp(path.join(tmpdir(), 'topheavy-recordings-'));

const env: NodeJS.ProcessEnv = {
  ...process.env,
  RECORDINGS_DIR: recordings,
  STRIPE_TEST_KEY: 'sk_test_ofTheAccount',
  EASYPOST_TEST_KEY: 'EZTKofTheAccount',
  SQUARE_SANDBOX_TOKEN: 'EAAAofTheAccount',
  SQUARE_SANDBOX_LOCATION_ID: 'L0CAT10N',
  SQUARE_SANDBOX_VARIATION_IDS: 'V4R1A,V4R1B,V4R1C',
  RESEND_TEST_KEY: 're_ofTheAccount',
  RESEND_FROM: 'shop@verified.example',
};
for (const [name, url] of Object.entries(standIns.urls)) env[`LIVE_${name.toUpperCase()}_URL`] = url;

try {
  for (const _ of ['first', 'second']) {
    const names = liveProviders.map(({ name }) => name).join(',');
    const { code } = await run('node', ['scripts/suite.ts', 'contract', '--live', names], { env });
    process.exitCode ||= code;
  }
} finally {
  await standIns.stop();
  await rm(recordings, { recursive: true });
}
