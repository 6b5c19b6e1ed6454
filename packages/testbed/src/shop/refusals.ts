import { tableFingerprints } from '../invariants/table-fingerprints.ts';
import type { Answer, ProblemAnswer } from './answer.ts';
import type { ShopContext } from './context.ts';

/** Refusals that leave no trace. */
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
      const before = await effects(world);
      const answer = await act();
      if (answer.problem?.slug !== slug) {
        throw new Error(`Expected the refusal ${slug}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
      }
      const after = await effects(world);
      const changed = [...after].filter(([name, value]) => before.get(name) !== value).map(([name]) => name);
      if (changed.length > 0)
        throw new Error(`${slug} was answered, and yet these changed: ${changed.join(', ')}.`);
      return { ...answer.problem, status: answer.status };
    },
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
