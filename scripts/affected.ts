import { options, say } from './terminal.ts';

const HELP = `pnpm affected: the tests that the changes since they last ran can break, and why. Runs none.

  --since REF      what changed since this commit, instead of since the tests last ran
  --explain FILE[:LINE] | TEST
                   which tests run the functions of a file, or the one at a line; or what a test runs
  --json           for programs: picks with reasons, changes, all, total
  --verify N       break N things, functions above all, in a copy of this checkout, run what is selected, and
                   look for failures among all other tests; goes on where it was stopped
  --seed SEED      which things those are; printed, another one each time unless told
  --update         with --verify: write docs/affected.md, with what Vitest's own selectors choose beside it
  --help           this text

Every run of the tests keeps the record up to date; AFFECTED=off does not.`;

const { values } = options({
  options: {
    since: { type: 'string' },
    explain: { type: 'string' },
    json: { type: 'boolean' },
    verify: { type: 'string' },
    seed: { type: 'string' },
    update: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
});
if (values.help === true) say(HELP);
else if (values.verify === undefined) await import('../packages/affected/src/cli.ts');
else {
  const { verify } = await import('./affected/verify.ts');
  process.exitCode = await verify(values.verify, values.seed, values.update);
}
