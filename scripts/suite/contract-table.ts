import { isVerified, type LiveOutcome } from './live/run-live.ts';
import { liveProviders } from './live/providers.ts';
import { type ProviderTests, readProviderTests } from './provider-tests.ts';
import { readRecorded, type Recorded, recordedText } from './recordings.ts';

type Row = {
  readonly provider: string;
  readonly atFake: ProviderTests | undefined;
  readonly live: LiveOutcome | undefined;
  readonly recorded: Recorded | null;
};

/** One line for each provider: its scenarios at the fake, at the provider itself, and what is recorded. */
export async function contractTable(
  report: string,
  live: ReadonlyMap<string, LiveOutcome> | null,
): Promise<string> {
  const tests = await readProviderTests(report);
  return table(
    await Promise.all(
      liveProviders.map(async ({ name }) => ({
        provider: name,
        atFake: tests.get(name),
        live: live?.get(name),
        recorded: await readRecorded(name),
      })),
    ),
  );
}

/** The rows as text. */
export function table(rows: readonly Row[]): string {
  const lines = [
    ['provider', 'at the fake', 'live', 'recordings'],
    ...rows.map(({ provider, atFake, live, recorded }) => [
      provider,
      fakeText(atFake),
      liveText(live, recorded),
      recordedText(recorded),
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd())
    .join('\n');
}

function fakeText(tests: ProviderTests | undefined): string {
  if (tests === undefined) return 'not run';
  const { passed, failed, fakeOnly } = tests;
  return `${passed} passed (${fakeOnly} fake-only)${failed === 0 ? '' : `, ${failed} FAILED`}`;
}

/** What was not asked live is never called passed, however well the fake keeps to the recordings. */
function liveText(live: LiveOutcome | undefined, recorded: Recorded | null): string {
  if (live === undefined)
    return recorded === null ? 'offline-verified only' : 'not asked, compared with recordings';
  if ('reason' in live) return `offline-verified only: ${live.reason}`;
  return isVerified(live) ? `${live.passed} passed` : `${live.failed} FAILED, ${live.passed} passed`;
}
