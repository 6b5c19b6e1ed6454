import { tableFingerprints } from '../invariants/table-fingerprints.ts';
import type { Answer, ProblemAnswer } from './answer.ts';
import type { ShopContext } from './context.ts';

/** Refusals and reads that leave no trace. */
export function refusals({ world }: ShopContext) {
  return {
    /**
     * Expects this refusal, and that no table and no provider changed by it. Returns the problem, for
     * what it says beyond its kind.
     */
    async refuses(
      slug: string,
      act: () => Promise<Answer>,
    ): Promise<ProblemAnswer & { readonly status: number }> {
      const { outcome: answer, changed } = await observe(world, act);
      if (answer.problem?.slug !== slug) {
        throw new Error(`Expected the refusal ${slug}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
      }
      if (changed.length > 0)
        throw new Error(`${slug} was answered, and yet these changed: ${changed.join(', ')}.`);
      return { ...answer.problem, status: answer.status };
    },

    /** Expects that no table and no provider changes by what is done. Returns what it returns. */
    async changesNothing<T>(act: () => Promise<T>): Promise<T> {
      const { outcome, changed } = await observe(world, act);
      if (changed.length > 0)
        throw new Error(`Nothing should have changed, and yet these did: ${changed.join(', ')}.`);
      return outcome;
    },
  };
}

async function observe<T>(
  world: ShopContext['world'],
  act: () => Promise<T>,
): Promise<{ outcome: T; changed: string[] }> {
  const before = await effects(world);
  const outcome = await act();
  const after = await effects(world);
  return {
    outcome,
    changed: [...after]
      .filter(([name, value]) => before.get(name) !== value)
      .map(([name]) => name)
      .toSorted(),
  };
}

async function effects(world: ShopContext['world']): Promise<Map<string, string>> {
  const [tables, stripe, resend] = await Promise.all([
    tableFingerprints(world.database),
    world.fakes.control.state('stripe'),
    world.fakes.control.state('resend'),
  ]);
  return new Map([...tables, ['stripe', JSON.stringify(stripe)], ['resend', JSON.stringify(resend)]]);
}
