import { formatViolations } from '@topheavy/contracts';
import { checkBooks } from '../invariants/check-books.ts';
import { isTainted } from '../postgres/index.ts';
import type { World } from '../world/world.ts';

/** What must hold after every test, whatever it was about. Throws with the first thing that does not. */
export async function assertNothingLeft({ database, logs, fakes }: World): Promise<void> {
  await checkBooks(database);
  if (await isTainted(database)) throw new Error('The test changed the schema.');
  const errors = logs.errors();
  if (errors.length > 0) throw new Error(`The API logged an unexpected error: ${JSON.stringify(errors)}`);
  const missing = logs.missing();
  if (missing.length > 0) throw new Error(`The API did not log the expected error ${missing.join(', ')}.`);
  const vague = logs.vague();
  if (vague.length > 0)
    throw new Error(
      `The API logged what does not say what happened, to whom or why: ${JSON.stringify(vague)}`,
    );
  const violations = await fakes.control.violations();
  if (violations.length > 0)
    throw new Error(`A provider's contract was broken:\n${formatViolations(violations)}`);
  const unfired = await fakes.control.unfired();
  if (unfired.length > 0) throw new Error(`An armed fault never fired: ${JSON.stringify(unfired)}`);
}
