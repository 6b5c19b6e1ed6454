import { misused, say } from '../scripts/terminal.ts';

const HELP = `pnpm bench: programs that measure the shop, or try it for long.

  pnpm bench suite  the integration suite’s runtime, and what it depends on
  pnpm bench peers  twenty tests of the suite, and the same promises as others write them
  pnpm bench load   orders for each second and CPU second, beside bare SQL and a constant route
  pnpm bench soak   random faults and kills for minutes, then: nothing lost, nothing doubled, nothing stuck
  pnpm bench keys   how long a refusal takes with a key that exists, beside one with an unknown key
  pnpm bench watch  thirty edits, from the file's write to the printed verdict, beside Vitest's own watch
  pnpm bench recorder  what noting what each test touches costs, beside AFFECTED=off

Each has a --help of its own.`;

const [name = '--help', ...args] = process.argv.slice(2);
switch (name) {
  case 'suite': {
    const { suiteBench } = await import('./suite/main.ts');
    process.exitCode = await suiteBench(args);
    break;
  }
  case 'peers': {
    const { peersBench } = await import('./peers/main.ts');
    process.exitCode = await peersBench(args);
    break;
  }
  case 'load': {
    const { load } = await import('./load/main.ts');
    process.exitCode = await load(args);
    break;
  }
  case 'soak': {
    const { soak } = await import('./soak/main.ts');
    process.exitCode = await soak(args);
    break;
  }
  case 'keys': {
    const { keys } = await import('./keys/main.ts');
    process.exitCode = await keys(args);
    break;
  }
  case 'watch': {
    const { watchBench } = await import('./watch/main.ts');
    process.exitCode = await watchBench(args);
    break;
  }
  case 'recorder': {
    const { recorderBench } = await import('./recorder/main.ts');
    process.exitCode = await recorderBench(args);
    break;
  }
  case '--help':
    say(HELP);
    break;
  default:
    misused(`There is no bench called "${name}"`);
}
