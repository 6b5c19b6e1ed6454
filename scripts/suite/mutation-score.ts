import { operations, providerNames, type ProviderName } from '@topheavy/contracts';
import { nameOf } from '@topheavy/contracts/mutation';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contractsPage } from '../docs/contracts-page.ts';
import { formatted } from '../docs/formatted.ts';
import { root, say, seconds } from '../terminal.ts';
import { judgeAlone } from './mutation/judge-alone.ts';
import { judgeByBehaviour } from './mutation/judge-by-behaviour.ts';
import type { Recorded } from './mutation/plan.ts';
import { readRecorded, runBehaviour } from './mutation/run-behaviour.ts';
import { LEAST, percent, plainTable, rowOf, rowsOf } from './mutation/table.ts';
import { publishedDir } from './published.ts';

const PAGE = 'docs/contracts.md';

type ScoreOptions = {
  readonly verbose: boolean;
  readonly update: boolean;
  /** The score of this one alone, which is no part of the page. */
  readonly provider?: ProviderName | undefined;
};

/** `--mutate`: prints the contract mutation score; answers the exit code. */
export async function mutationScore(options: ScoreOptions): Promise<number> {
  const startedAt = performance.now();
  const published = await publishedDir(options.provider);
  if (published === null) {
    say('→ The score counts what the published documents reject: first pnpm test:contract --fetch');
    return 1;
  }
  const parent = path.join(root, 'node_modules/.cache/topheavy');
  await mkdir(parent, { recursive: true });
  const dir = await mkdtemp(path.join(parent, 'mutation-'));
  try {
    return await scoreIn(dir, published, options);
  } finally {
    await rm(dir, { recursive: true });
    say(`contract mutation score: after ${seconds(performance.now() - startedAt)}`);
  }
}

async function scoreIn(
  dir: string,
  published: string,
  { verbose, update, provider }: ScoreOptions,
): Promise<number> {
  const providers = provider === undefined ? providerNames : [provider];
  say('1. Recording the answers that the behaviour suites get.');
  const { code, output } = await runBehaviour(dir, providers);
  if (code !== 0) {
    say(`${output}\nThe behaviour suites are red: mend them first (pnpm test:contract).`);
    return 1;
  }
  const recorded = await readRecorded(dir);
  const problems = unanswered(recorded, providers);
  say(`2. Judging the mutants of ${recorded.length} answers by the gate and the published documents.`);
  const judged = await judgeAlone(recorded, published, providers);
  const left = judged.filter(({ layer }) => layer === null).length;
  say(`3. Repeating the tests for the ${left} of ${judged.length} mutants that are left.\n`);
  await judgeByBehaviour(judged, dir, providers);

  const rows = rowsOf(judged);
  const all = rowOf(provider === undefined ? 'all' : `all of ${provider}`, judged);
  say(`${plainTable([...rows, all])}\n`);
  const survivors = judged.filter(({ layer }) => layer === null);
  if (verbose) for (const { mutant } of survivors) say(`  survives: ${nameOf(mutant)}`);
  if (provider === undefined && all.score < LEAST.overall)
    problems.push(`${percent(all.score)} of all mutants are rejected; at least ${LEAST.overall} % must be`);
  for (const { operation, score } of rows.filter((row) => row.score < LEAST.operation))
    problems.push(`${operation}: ${percent(score)} are rejected; at least ${LEAST.operation} % must be`);

  if (provider === undefined) problems.push(...(await comparePage(contractsPage(rows, all), update)));
  for (const problem of problems) say(`RED: ${problem}`);
  if (problems.length > 0 && !verbose && survivors.length > 0)
    say('→ --verbose names the mutants that survive');
  return problems.length === 0 ? 0 : 1;
}

async function comparePage(text: string, update: boolean): Promise<string[]> {
  const page = formatted(PAGE, text);
  if (update) await writeFile(path.join(root, PAGE), page);
  else if ((await readFile(path.join(root, PAGE), 'utf8').catch(() => '')) !== page)
    return [`${PAGE} says otherwise → pnpm test:contract --mutate --update writes it`];
  return [];
}

/** Takes no parameters and needs no key: nothing that a client sends makes it refuse. */
const NEVER_REFUSES = new Set(['frankfurter.currencies.list']);

/** An operation without mutants would be held to nothing: each needs a success and a refusal. */
function unanswered(recorded: readonly Recorded[], providers: readonly ProviderName[]): string[] {
  const asked = operations.filter(({ provider }) => providers.includes(provider));
  return asked.flatMap(({ id, provider }) => {
    const write = `→ write one in tests/contract/${provider}/`;
    const statuses = recorded.filter(({ operation }) => operation === id).map(({ status }) => status);
    return [
      ...(statuses.some((status) => status < 300) ? [] : [`${id}: no test gets a success of it ${write}`]),
      ...(statuses.some((status) => status >= 400) || NEVER_REFUSES.has(id)
        ? []
        : [
            `${id}: no test gets a refusal of it ${write}, or name it in NEVER_REFUSES (scripts/suite/mutation-score.ts) if nothing that a client sends makes it refuse`,
          ]),
    ];
  });
}
