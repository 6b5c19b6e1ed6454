import { writeFile } from 'node:fs/promises';
import { misused, options, say } from '../../scripts/terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { checkBudget, readBudget } from './budget.ts';
import { compareResults } from './compare.ts';
import { htmlReport } from './html-report.ts';
import { markdownReport } from './markdown-report.ts';
import { readResult } from './result.ts';
import { RED, runBench, variantsOf } from './run-bench.ts';
import { selfCheck } from './self-check.ts';
import { textReport } from './text-report.ts';
import { pointsOf, readHistory, trendPage, trendText } from './trend.ts';
import { updateDocs } from './update-docs.ts';
import { BASELINE, DIMENSIONS } from './variants.ts';

/** By hand, four hundred tests, and no generated table: large enough to say something, and done in seconds. */
const CORE = ['carts', 'coupons', 'idempotency', 'orders', 'shipments'].map(
  (name) => `tests/integration/${name}/`,
);
const DEFAULT_DIMENSIONS = ['isolation'];

const HELP = `pnpm bench suite: how long the integration suite takes, as a whole process, and what that depends on.

  --dimensions A,B   what is varied, one thing at a time (${DEFAULT_DIMENSIONS.join()}); "none": the suite as it is; "all"
${DIMENSIONS.map(({ name, about }) => `                       ${name.padEnd(10)} ${about}`).join('\n')}
  --runs N           of each way, all in turns (5); 4 are the fewest that can show a difference, 24 see a fifth on a noisy machine
  --filter PATH      which tests, such as tests/integration/orders/; more than once for more folders
  --all-tests        the whole suite; unless told, the folders ${CORE.map((folder) => folder.split('/')[2]).join(', ')}
  --json FILE        writes every run there, with the machine and the versions
  --html FILE        writes a page with charts
  --markdown FILE    writes a summary, for the page of a CI job
  --update           writes what was measured into docs/benchmark.md, with charts
  --budget           fails when a ratio of bench/budget.json is broken
  --compare A B      two files of --json: faster, slower or no difference; runs nothing
  --trend FOLDER     all files of --json in it, the oldest first; with --html a page with charts; runs nothing
  --self-check       tries the bench itself: the same program twice, and one with a fifth more to do: a quarter of an hour
  --help             this text

The machine should have nothing else to do. Times of one machine say nothing about another one's; ratios do.`;

export async function suiteBench(args: string[]): Promise<number> {
  const { values, positionals } = options({
    args,
    allowPositionals: true,
    options: {
      dimensions: { type: 'string', default: DEFAULT_DIMENSIONS.join() },
      runs: { type: 'string', default: '5' },
      filter: { type: 'string', multiple: true },
      'all-tests': { type: 'boolean', default: false },
      json: { type: 'string' },
      html: { type: 'string' },
      markdown: { type: 'string' },
      update: { type: 'boolean', default: false },
      budget: { type: 'boolean', default: false },
      compare: { type: 'boolean', default: false },
      trend: { type: 'string' },
      'self-check': { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    say(HELP);
    return 0;
  }
  if (values.compare) {
    const [before, after] = positionals;
    if (before === undefined || after === undefined || positionals.length > 2)
      return misused('--compare takes two files that --json wrote');
    say(compareResults(await readResult(before), await readResult(after)));
    return 0;
  }
  if (values.trend !== undefined) {
    if (positionals.length > 0) misused('--trend takes one folder');
    const points = pointsOf(await readHistory(values.trend).catch((error: Error) => misused(error.message)));
    say(trendText(points));
    if (values.html !== undefined) await writeFile(values.html, trendPage(points));
    return 0;
  }
  if (values['self-check']) return (await selfCheck()) ? 0 : 1;
  if (positionals.length > 0) misused(`There is nothing called "${positionals[0]}" here`);
  if (values['all-tests'] && values.filter !== undefined)
    misused('--all-tests and --filter exclude each other');
  const result = await runBench({
    variants: [BASELINE, ...variantsOf(chosenDimensions(values.dimensions))],
    runs: wholeNumber('--runs', values.runs, 1, 50),
    filters: values['all-tests'] ? [] : (values.filter ?? CORE),
  });
  say(`\n${textReport(result)}`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  if (values.html !== undefined) await writeFile(values.html, htmlReport(result));
  if (values.markdown !== undefined) await writeFile(values.markdown, markdownReport(result));
  if (values.update) say(`\ndocs/benchmark.md: ${(await updateDocs(result)).join(', ')}`);
  const isRed = result.variants.some(({ unavailable }) => unavailable === RED);
  if (!values.budget) return isRed ? 1 : 0;
  const { lines, kept } = checkBudget(result, await readBudget());
  say(`\n${lines.join('\n')}`);
  return kept && !isRed ? 0 : 1;
}

function chosenDimensions(list: string): string[] {
  const known = DIMENSIONS.map(({ name }) => name);
  if (list === 'all') return known;
  if (list === 'none') return [];
  const chosen = list.split(',');
  const unknown = chosen.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    misused(`There is no dimension "${unknown.join(', ')}": choose from ${known.join(', ')}, all or none`);
  return chosen;
}
