import { options, say } from '../../scripts/terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { soakReport, untried } from './report.ts';
import { runSoak } from './run-soak.ts';

const HELP = `pnpm bench soak: two API processes with their background work, clients that place, pay, cancel, capture, ship
and refund, and meanwhile faults of all kinds at the providers and processes that are killed, as the seed has it.
Then the faults are lifted, everything settles by itself, and what the clients were told, the API, the books, the
bank, the carrier, the mailbox and the warehouse must agree.

  --minutes N    how long things go wrong (10)
  --seconds N    the same in seconds, for a short one; below 20 perhaps nothing is killed
  --seed N       decides what goes wrong and when (drawn, and printed)
  --clients N    at the same time (8)
  --settle N     seconds after which all must have settled (120)
  --help         this text

The schedule follows from the seed alone; which request meets which fault does not. Exits with 1 when an effect
was lost or doubled, something is stuck, or nothing was tried: no order, or in 20 seconds no kill.`;

export async function soak(args: string[]): Promise<number> {
  const { values } = options({
    args,
    options: {
      minutes: { type: 'string', default: '10' },
      seconds: { type: 'string' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
      clients: { type: 'string', default: '8' },
      settle: { type: 'string', default: '120' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    say(HELP);
    return 0;
  }
  const seconds =
    values.seconds === undefined
      ? wholeNumber('--minutes', values.minutes, 1, 1440) * 60
      : wholeNumber('--seconds', values.seconds, 5, 86_400);
  const seed = wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1);
  const clients = wholeNumber('--clients', values.clients, 1, 50);
  const settleSeconds = wholeNumber('--settle', values.settle, 1, 3600);
  say(`Soak of ${seconds} s with ${clients} clients, seed ${seed}.`);
  const run = await runSoak({ seconds, seed, clients, settleSeconds, say });
  const missing = untried(run, seconds);
  const repeat = `--seconds ${seconds} --clients ${clients} --seed ${seed} --settle ${settleSeconds}`;
  say(soakReport(run, missing, `pnpm bench soak ${repeat}`));
  return run.differences.length + missing.length === 0 ? 0 : 1;
}
