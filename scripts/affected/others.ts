import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run, say } from '../terminal.ts';
import type { Judged } from './journal.ts';
import { broken } from './mutants.ts';
import type { Verification } from './verify.ts';

/** Of each kind of thing, so many mutants: Vitest takes seconds to say which files it would run. */
const OF_EACH = 5;

const SELECTORS = ['--changed', '--sinceLastRun'] as const;

type Share = { readonly share: number; readonly isNoticed: boolean };
type Compared = {
  readonly judged: Judged;
  readonly own: number;
  readonly theirs: readonly Share[];
};

/**
 * What Vitest's own selectors choose for some of the mutants, as lines of a Markdown table. They choose files. A mutant
 * of those of which a selected test fails counts as let through when they choose no file with a test that is selected here.
 */
export async function besideVitest(verification: Verification): Promise<string> {
  const { folder, journal, tests } = verification;
  const chosen = [...Map.groupBy(journal.judged.values(), ({ of }) => of).values()].flatMap((some) =>
    some.slice(0, OF_EACH),
  );
  await prepare(verification);
  const compared: Compared[] = [];
  for (const judged of chosen) {
    const full = path.join(folder, judged.file);
    const sound = readFileSync(full, 'utf8');
    const { atime, mtime } = statSync(full);
    writeFileSync(full, broken(judged, sound) ?? sound);
    const selected = judged.selected === 'all' ? tests.map((_, number) => number) : judged.selected;
    const theirs: Share[] = [];
    for (const selector of SELECTORS) {
      const files = await filesOf(folder, verification, selector);
      const isChosen = (number: number): boolean => files.has(keyOf(tests[number] ?? ''));
      theirs.push({
        share: (100 * tests.filter((_, number) => isChosen(number)).length) / tests.length,
        isNoticed: selected.some(isChosen),
      });
    }
    writeFileSync(full, sound);
    // By its time --sinceLastRun knows that it is as it was.
    utimesSync(full, atime, mtime);
    const own = (100 * selected.length) / tests.length;
    compared.push({ judged, own, theirs });
    say(
      `  ${judged.file}#${judged.at}: ${[own, ...theirs.map(({ share }) => share)].map(percent).join(', ')}`,
    );
  }
  const row = (of: string, some: readonly Compared[]): string => {
    const mean = (values: readonly number[]): string =>
      percent(values.reduce((sum, one) => sum + one, 0) / values.length);
    const shares = SELECTORS.map((_, which) => mean(some.map(({ theirs }) => theirs[which]?.share ?? 0)));
    // Where it was not tried whether a test fails, nobody knows what was let through.
    const failing = some.filter(({ judged }) => judged.killed === 'yes');
    const passed = SELECTORS.map((_, which) => {
      const missed = failing.filter(({ theirs }) => theirs[which]?.isNoticed === false);
      return `${missed.length} of ${failing.length}`;
    });
    return `| ${[of, some.length, mean(some.map(({ own }) => own)), ...shares, ...passed].join(' | ')} |`;
  };
  return [
    '| what was broken | mutants | selected here, mean | `vitest --changed` | `vitest --sinceLastRun` | let through by `--changed` | let through by `--sinceLastRun` |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...[...Map.groupBy(compared, ({ judged }) => judged.of)]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([of, some]) => row(of, some)),
    row('all', compared),
  ].join('\n');
}

/** A commit to compare with, and a whole run in which Vitest notes which file loads which. */
async function prepare({ folder, config }: Verification): Promise<void> {
  const git = (...args: string[]): void => void execFileSync('git', args, { cwd: folder });
  git('add', '--all');
  git('-c', 'user.name=verify', '-c', 'user.email=verify@example.com', 'commit', '--quiet', '-m', 'Sound');
  say('Vitest runs all tests once, to note what they load …');
  const { code, output } = await run(
    'vitest',
    ['run', '--experimental.recordDependencies', '--reporter=dot', ...projects(config.projects)],
    { cwd: folder, env: { ...process.env, AFFECTED: 'off' }, output: 'collect' },
  );
  if (code !== 0) throw new Error(`Without any mutant tests fail:\n${output.slice(-2000)}`);
}

const projects = (names: readonly string[] | null): string[] =>
  (names ?? []).flatMap((name) => ['--project', name]);

/** `project | file` of a test. */
const keyOf = (test: string): string => test.slice(0, test.indexOf(' > '));

async function filesOf(
  folder: string,
  { config }: Verification,
  selector: (typeof SELECTORS)[number],
): Promise<Set<string>> {
  const { output } = await run(
    'vitest',
    ['list', '--filesOnly', '--json', selector, ...projects(config.projects)],
    {
      cwd: folder,
      env: { ...process.env, AFFECTED: 'off' },
      output: 'collect',
    },
  );
  const text = output.slice(output.indexOf('[\n'), output.lastIndexOf(']') + 1);
  const listed = text === '' ? [] : (JSON.parse(text) as { file: string; projectName: string }[]);
  return new Set(listed.map(({ file, projectName }) => `${projectName} | ${path.relative(folder, file)}`));
}

const percent = (share: number): string => `${share.toFixed(1)} %`;
