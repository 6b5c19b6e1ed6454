import { writeFile } from 'node:fs/promises';
import { options, say } from '../../scripts/terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { profileReport } from './profile-report.ts';
import { loadReport } from './report.ts';
import { resultOf } from './result.ts';
import { runLoad } from './run-load.ts';

export const HELP = `pnpm bench load: places, pays, captures and refunds orders at one API process, with a real Postgres and
fakes on the loopback, beside two references in the same run: the bare SQL of the same transactions, and an
express route that answers a constant.

  --clients N     at the same time, each with one order after the other (8)
  --seconds N     of measuring: half of it the API, a quarter for each reference (30)
  --seed N        decides how much is refunded (1)
  --json FILE     writes the figures there
  --profile       also says where the API's CPU time and the statements' time went
  --help          this text

CPU seconds are those of this machine's processes, so they mean the same on a busy one. Exits with 1 when an
order failed, or when the books, the bank and what the clients were told do not agree.`;

export async function load(args: string[]): Promise<number> {
  const { values } = options({
    args,
    options: {
      clients: { type: 'string', default: '8' },
      seconds: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    say(HELP);
    return 0;
  }
  const run = await runLoad({
    clients: wholeNumber('--clients', values.clients, 1, 200),
    seconds: wholeNumber('--seconds', values.seconds, 4, 3600),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1),
    profile: values.profile,
  });
  const result = resultOf(run);
  say(loadReport(result));
  if (values.profile) say(await profileReport(run));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  return result.differences.length + result.errors.length === 0 ? 0 : 1;
}
