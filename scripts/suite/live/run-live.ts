import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { misused, root, run } from '../../terminal.ts';
import { type ProviderTests, readProviderTests } from '../provider-tests.ts';
import { recordingsOf } from '../recordings.ts';
import { type Choice, chooseProviders } from './choose-providers.ts';
import { privateVariables } from './providers.ts';
import { type Relay, startRelay, unreachable } from './relay.ts';

/** Not among what turbo keeps of a suite. */
const report = path.join(root, '.reports/contract-live.json');

/** What became of one provider that `--live` named: its tests, or why they did not run. */
export type LiveOutcome = ProviderTests | { readonly reason: string };

/** Runs the scenarios that are not tagged 'fake-only' at the named providers, one after the other. */
export async function runLive(list: string, namePattern?: string): Promise<Map<string, LiveOutcome>> {
  const { chosen, missing } = choice(list);
  const outcomes = new Map<string, LiveOutcome>();
  for (const [name, reason] of missing) outcomes.set(name, { reason });
  const relays = new Map<string, Relay>();
  for (const one of chosen) {
    const reason = await unreachable(one.url);
    if (reason === null) relays.set(one.provider.name, await startRelay(one));
    else outcomes.set(one.provider.name, { reason });
  }
  if (relays.size === 0) return outcomes;
  // A whole run records anew: what is no longer asked is no longer known.
  if (namePattern === undefined) {
    for (const name of relays.keys()) await rm(recordingsOf(name), { recursive: true, force: true });
  }
  try {
    await runTests(relays, namePattern);
  } finally {
    await Promise.all([...relays.values()].map((relay) => relay.stop()));
  }
  const tests = await readProviderTests(report);
  for (const name of relays.keys()) outcomes.set(name, tests.get(name) ?? { reason: 'no test ran' });
  return outcomes;
}

/** What a process of ours may know: the relay alone has keys. */
export const withoutSecrets = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !privateVariables.includes(name)));

/** Only what was asked and has passed in full counts. */
export const isVerified = (outcome: LiveOutcome): boolean =>
  'passed' in outcome && outcome.passed > 0 && outcome.failed === 0;

function choice(list: string): Choice {
  try {
    return chooseProviders(list, process.env);
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error));
  }
}

async function runTests(relays: ReadonlyMap<string, Relay>, namePattern?: string): Promise<void> {
  await mkdir(path.dirname(report), { recursive: true });
  await rm(report, { force: true });
  const urls = Object.fromEntries([...relays].map(([name, { url }]) => [name, url]));
  await run(
    'vitest',
    [
      'run',
      '--project=contract',
      '--tags-filter=!fake-only',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
      // One question at a time, over the network.
      '--maxWorkers=1',
      '--testTimeout=120000',
      ...(namePattern === undefined ? [] : ['--testNamePattern', namePattern]),
      ...[...relays.keys()].map((name) => `tests/contract/${name}/`),
    ],
    { env: { ...withoutSecrets(process.env), LIVE_TARGETS: JSON.stringify(urls) } },
  );
}
