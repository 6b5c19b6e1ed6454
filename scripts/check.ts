import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { options, root, run, say, seconds } from './terminal.ts';

const HELP = `pnpm check: format, lint (with the boundaries between packages), types, shape of the suite, docs.

  --fix    format and mend what can be mended
  --help   this text`;

const { values } = options({ options: { fix: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help === true) {
  say(HELP);
  process.exit(0);
}
const fix = values.fix === true;

type Step = {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly advice: string;
};

const steps: readonly Step[] = [
  { name: 'format', command: ['oxfmt', ...(fix ? [] : ['--check'])], advice: 'pnpm check --fix formats' },
  {
    name: 'lint',
    command: ['oxlint', '--type-aware', ...(fix ? ['--fix'] : [])],
    advice: 'see the rule named above',
  },
  { name: 'types', command: ['tsc', '--noEmit', '--pretty'], advice: 'see the errors above' },
  { name: 'shape', command: ['node', 'scripts/check-shape.ts'], advice: 'see CONTRIBUTING.md, "Tests"' },
  { name: 'docs', command: ['node', 'scripts/check-docs.ts'], advice: 'mend the page or the link' },
  {
    name: 'generated docs',
    command: ['node', 'scripts/generate-docs.ts', ...(fix ? [] : ['--check'])],
    advice: 'pnpm check --fix writes them',
  },
];

let red = 0;
for (const { name, command, advice } of steps) {
  const [tool, ...args] = command;
  const { code, ms, output } = await run(tool, args, { output: 'collect' });
  say(`  ${code === 0 ? 'ok ' : 'RED'}  ${name.padEnd(15)} ${seconds(ms)}`);
  if (code === 0) continue;
  red += 1;
  say(`${output.trimEnd()}\n  → ${advice}`);
}
await mkdir(path.join(root, '.reports'), { recursive: true });
await writeFile(path.join(root, '.reports/check.json'), `${JSON.stringify({ steps: steps.length, red })}\n`);
process.exit(red === 0 ? 0 : 1);
