import { options, say } from '../../scripts/terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { timeKeys } from './time-keys.ts';

const HELP = `pnpm bench keys: how long a refusal takes with an API key that exists, that was revoked or that has another shape,
beside one with an unknown key, by turns and at one process that does nothing else. Prints medians and their ratios and
judges nothing: that the same work is done for each is a test (tests/integration/every-operation/key-look-up).

  --rounds N   pairs of requests for each kind of key (2000)
  --help       this text`;

export async function keys(args: string[]): Promise<number> {
  const { values } = options({
    args,
    options: { rounds: { type: 'string', default: '2000' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    say(HELP);
    return 0;
  }
  const rounds = wholeNumber('--rounds', values.rounds, 10, 1_000_000);
  const ms = (time: number): string => `${time.toFixed(3)} ms`.padStart(10);
  say(`${'key'.padEnd(30)}${'median'.padStart(10)}${'unknown'.padStart(11)}${'ratio'.padStart(8)}`);
  for (const { kind, p50, unknownP50 } of await timeKeys(rounds))
    say(`${kind.padEnd(30)}${ms(p50)} ${ms(unknownP50)}${(p50 / unknownP50).toFixed(3).padStart(8)}`);
  return 0;
}
