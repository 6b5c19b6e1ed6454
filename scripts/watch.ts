import path from 'node:path';
import { supervise } from '@topheavy/affected/watch';
import { withoutSecrets } from './suite/live/run-live.ts';
import { publishedDir } from './suite/published.ts';
import { options, root, say } from './terminal.ts';

const HELP = `pnpm watch: save a file, and the tests that can notice it run at once; the rest when nothing else is to be done.

  --cold      start a process for each run instead of keeping one
  --no-rest   run only what a change can break
  --json      print what happens as lines of JSON, for another program
  --help      this text

At a terminal: a runs all, f what failed, e explains the last choice, b turns the rest off and on, q ends.`;

const { values } = options({
  options: {
    cold: { type: 'boolean' },
    'no-rest': { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (values.help === true) {
  say(HELP);
  process.exit(0);
}
// Without the published documents their tests can say nothing.
const exclude = (await publishedDir()) === null ? ['--exclude', 'tests/contract/published/**'] : [];
process.exitCode = await supervise(root, [...process.argv.slice(2), ...exclude], {
  ...withoutSecrets(process.env),
  // Node keeps what it compiled, so that the next process need not do it again.
  NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/topheavy/compiled'),
});
