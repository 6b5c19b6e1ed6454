import { availableParallelism } from 'node:os';
import path from 'node:path';
import { misused, options, say } from '../../scripts/terminal.ts';
import { readPatches, type Patch } from './patches.ts';

const HELP = `pnpm proof: tries every bug and every refactoring of proof/ against every layer of tests (proof/README.md).
Exits with 1 when a bug escapes the integration tests, a refactoring fails them, the test that a bug names does not see it, a
patch does not fit, the mocks of a bug do not repeat its mistake, or the suite with mocks covers too little; with 2
when an option is wrong.

  --only NAME     this one alone; may be repeated
  --one-in N      every Nth, and of all others whether they fit
  --seed S        with --one-in: which ones (0)
  --fits          nothing but whether all patches fit
  --parallel N    that many copies at once; as many as there are cores unless told
  --json          print everything as JSON instead of the table
  --update        write docs/proof.md and the table in README.md anew; needs the whole run
  --help          this text

What was tried before under the same conditions is kept (node_modules/.cache), so an interrupted run goes on.
The page for people is .reports/proof.html; of a part it is .reports/proof-part.html.`;

export type Wanted = {
  /** All that there are. */
  readonly everything: readonly Patch[];
  /** Those to try. */
  readonly patches: readonly Patch[];
  /** `all`: each layer runs whole, too. `sample`: every patch must fit. `fits`: and nothing is tried. */
  readonly mode: 'all' | 'named' | 'sample' | 'fits';
  readonly parallel: number;
  readonly json: boolean;
  readonly update: boolean;
};

/** What the command line asks for; whatever does not go together ends the program with what to do. */
export async function readOptions(): Promise<Wanted> {
  const { values } = options({
    options: {
      only: { type: 'string', multiple: true },
      'one-in': { type: 'string' },
      seed: { type: 'string' },
      fits: { type: 'boolean' },
      parallel: { type: 'string', default: String(availableParallelism()) },
      json: { type: 'boolean' },
      update: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    say(HELP);
    process.exit(0);
  }
  const { only = [], json = false, update = false } = values;
  const parts = [only.length > 0, values['one-in'] !== undefined, values.fits === true];
  if (parts.filter(Boolean).length > 1) misused('Of --only, --one-in and --fits only one makes sense');
  if (update && parts.includes(true)) misused('--update needs the whole run: it goes with no other choice');
  if (values.seed !== undefined && values['one-in'] === undefined) misused('--seed goes with --one-in');
  const parallel = whole('parallel', values.parallel, 1, 64);
  const seed = whole('seed', values.seed ?? '0', 0);
  const everything = await readPatches();
  for (const name of only) {
    if (everything.some((patch) => patch.name === name)) continue;
    const near = nearest(path.basename(name), everything);
    misused(`There is no bug and no refactoring "${name}" in proof/; did you mean ${near.join(', ')}?`);
  }
  const common = { everything, parallel, json, update };
  if (values.fits === true) return { ...common, mode: 'fits', patches: [] };
  if (values['one-in'] !== undefined) {
    const patches = drawn(everything, whole('one-in', values['one-in'], 1), seed);
    return { ...common, mode: 'sample', patches };
  }
  if (only.length === 0) return { ...common, mode: 'all', patches: everything };
  return { ...common, mode: 'named', patches: everything.filter(({ name }) => only.includes(name)) };
}

/** Those that share most words with it. */
function nearest(name: string, all: readonly Patch[]): string[] {
  const words = new Set(name.split('-'));
  const shared = (one: Patch): number => one.name.split('-').filter((word) => words.has(word)).length;
  return all
    .toSorted((one, other) => shared(other) - shared(one))
    .slice(0, 3)
    .map((one) => one.name);
}

/** Every Nth; over N seeds that follow each other each comes once. */
export const drawn = <One>(all: readonly One[], oneIn: number, seed: number): One[] =>
  all.filter((_, index) => index % oneIn === seed % oneIn);

function whole(name: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    misused(
      `--${name} takes a whole number from ${least}${most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`}, not "${text}"`,
    );
  return number;
}
