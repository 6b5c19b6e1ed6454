import { formatViolations, openGate, type Gate, type ProviderName } from '@topheavy/contracts';
import { mutantsOf, mutated, nameOf, type Mutant } from '@topheavy/contracts/mutation';
import {
  fakesDiffer,
  isKnown,
  openWitness,
  witnessJudge,
  type WitnessJudge,
} from '@topheavy/contracts/witness';
import type { Recorded } from './plan.ts';

export type Layer = 'gate' | 'witnesses' | 'behaviour';

export type Judged = {
  readonly mutant: Mutant;
  /** The first layer that rejects it; null while none does. */
  layer: Layer | null;
  /** Those that are given an answer which the mutant changes. */
  readonly tests: Set<string>;
};

/**
 * The mutants of every answer that was recorded, in a fixed order, judged by the gate and then by what the
 * providers publish. Throws where the gate rejects an answer as it was: then it is no judge.
 */
export async function judgeAlone(
  recorded: readonly Recorded[],
  publishedDir: string,
  providers: readonly ProviderName[],
): Promise<Judged[]> {
  const gate = await openGate();
  requireSound(gate, recorded);
  const witnessesReject = await openJudge(publishedDir, providers);
  const judged = new Map<string, Judged>();
  for (const { test, operation, status, body } of recorded) {
    for (const mutant of mutantsOf(operation, status, body)) {
      const known = judged.get(nameOf(mutant));
      if (known !== undefined) {
        known.tests.add(test);
        continue;
      }
      const wrong = mutated(mutant, body);
      const layer =
        gate.validate(operation, 'response', status, wrong, 'closed').length > 0
          ? 'gate'
          : witnessesReject(operation, status, wrong)
            ? 'witnesses'
            : null;
      judged.set(nameOf(mutant), { mutant, layer, tests: new Set([test]) });
    }
  }
  return [...judged].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function requireSound(gate: Gate, recorded: readonly Recorded[]): void {
  const violations = recorded.flatMap(({ operation, status, body }) =>
    gate.validate(operation, 'response', status, body, 'closed'),
  );
  if (violations.length === 0) return;
  throw new Error(`The gate rejects answers as the fakes give them:\n${formatViolations(violations)}`);
}

/** What the published documents reject, known differences apart. */
async function openJudge(
  publishedDir: string,
  providers: readonly ProviderName[],
): Promise<(operation: string, status: number, body: unknown) => boolean> {
  const opened = providers.map(
    async (name) => [name, witnessJudge(await openWitness(publishedDir, name))] as const,
  );
  const judges = new Map<string, WitnessJudge>(await Promise.all(opened));
  return (operation, status, body) => {
    const differences = judges.get(operation.split('.')[0] ?? '')?.(operation, status, body) ?? [];
    return differences.some((difference) => !fakesDiffer.some((known) => isKnown(known, difference)));
  };
}
