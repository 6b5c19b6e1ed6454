import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { options, root, say } from '../../scripts/terminal.ts';
import { markdownReport } from '../suite/markdown-report.ts';
import type { BenchResult } from '../suite/result.ts';
import { runBench } from '../suite/run-bench.ts';
import { textReport } from '../suite/text-report.ts';
import { BASELINE } from '../suite/variants.ts';
import { wholeNumber } from '../whole-number.ts';
import { FILES, TESTS, WAYS } from './ways.ts';

const HELP = `pnpm bench peers: ${TESTS} tests of the suite, and the same as others write them, in turns.

${WAYS.map(({ name }) => `  ${name}`).join('\n')}

  --runs N      of each way (8)
  --json FILE   writes every run there; pnpm bench suite --compare reads it
  --update      puts the table into bench/peers.md
  --help        this text

The machine should have nothing else to do.`;

const PAGE = path.join(root, 'bench/peers.md');
const TABLE = /(?<=<!-- pnpm bench peers -->\n)[\s\S]*?(?=<!-- end -->)/;

export async function peersBench(args: string[]): Promise<number> {
  const { values } = options({
    args,
    options: {
      runs: { type: 'string', default: '8' },
      json: { type: 'string' },
      update: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    say(HELP);
    return 0;
  }
  const runs = wholeNumber('--runs', values.runs, 1, 50);
  const result = await runBench({ variants: [BASELINE, ...WAYS], runs, filters: FILES });
  requireSameCount(result);
  say(`\n${textReport(result)}`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  if (values.update) {
    const page = await readFile(PAGE, 'utf8');
    await writeFile(PAGE, page.replace(TABLE, `\n${markdownReport(result)}\n`));
  }
  return 0;
}

/** Times of more or fewer tests would be answers to another question. */
function requireSameCount({ variants }: BenchResult): void {
  for (const { name, runs } of variants)
    for (const { passed } of runs)
      if (passed !== TESTS)
        throw new Error(`${name} ran ${passed} tests, not ${TESTS}: see bench/peers/ways.ts.`);
}
