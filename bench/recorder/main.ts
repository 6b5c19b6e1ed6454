import { loadavg } from 'node:os';
import { options, say } from '../../scripts/terminal.ts';
import { percentile } from '../load/percentile.ts';
import { wholeNumber } from '../whole-number.ts';
import { timed, type Times } from './timed.ts';

const HELP = `pnpm bench recorder: what noting what each test touches costs, in runs of a suite that take turns with AFFECTED=off.

  --runs N      how many of each (5)
  --suite NAME  unit, contract or integration (integration)
  --help        this text

Further arguments are file filters. A first run of each is not counted. CPU seconds are those of Node, which a busy
machine changes less than it does the time.`;

export async function recorderBench(args: string[]): Promise<number> {
  const { values, positionals } = options({
    args,
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '5' },
      suite: { type: 'string', default: 'integration' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    say(HELP);
    return 0;
  }
  const runs = wholeNumber('--runs', values.runs, 1, 100);
  const run = (recorder: 'on' | 'off'): Promise<Times> =>
    timed(['scripts/suite.ts', values.suite, ...positionals], recorder);
  say(`load average at the start: ${loadavg()[0]?.toFixed(1)}`);
  await run('off');
  await run('on');
  const off: Times[] = [];
  const on: Times[] = [];
  for (let count = 1; count <= runs; count += 1) {
    // Whoever comes first finds other caches: they take turns in that, too.
    for (const which of count % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const))
      (which === 'on' ? on : off).push(await run(which));
    say(`  ${count}: off ${inWords(off.at(-1))}, on ${inWords(on.at(-1))}`);
  }
  const median = (some: readonly Times[], what: keyof Times): number =>
    percentile(
      some.map((one) => one[what]),
      50,
    );
  for (const [what, name] of [
    ['cpuSeconds', 'CPU'],
    ['seconds', 'time'],
  ] as const)
    say(
      `${name}: median ${median(off, what).toFixed(1)} s without, ${median(on, what).toFixed(1)} s with the recorder: ${(100 * (median(on, what) / median(off, what) - 1)).toFixed(1)} % more`,
    );
  say(`load average at the end: ${loadavg()[0]?.toFixed(1)}`);
  return 0;
}

const inWords = (times: Times | undefined): string =>
  `${times?.cpuSeconds.toFixed(1)} s of CPU in ${times?.seconds.toFixed(1)} s`;
