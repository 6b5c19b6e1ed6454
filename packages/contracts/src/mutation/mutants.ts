import { isDeepStrictEqual } from 'node:util';
import { typeName } from '../witness/json.ts';
import { mutations } from './mutations.ts';
import { changedAt, placesOf } from './places.ts';

/** An answer of an operation that went wrong at one place in one way. */
export type Mutant = {
  readonly operation: string;
  readonly status: number;
  readonly mutation: string;
  readonly path: string;
  /** Of what stands there: a field that is sometimes null makes two mutants. */
  readonly type: string;
};

/** All mutants of this answer, each once: items of an array go wrong together. */
export function mutantsOf(operation: string, status: number, answer: unknown): Mutant[] {
  const found = new Map<string, Mutant>();
  for (const place of placesOf(answer)) {
    const type = typeName(place.value);
    for (const mutation of mutations) {
      if (mutation.at(place) === null) continue;
      // What is left out or renamed is so whatever stood there.
      const of = ['drop', 'rename'].includes(mutation.name) ? 'any' : type;
      const mutant = { operation, status, mutation: mutation.name, path: place.path, type: of };
      found.set(nameOf(mutant), mutant);
    }
  }
  return [...found.values()];
}

export const nameOf = ({ operation, status, mutation, path, type }: Mutant): string =>
  `${operation} ${status} ${path} ${mutation} (${type})`;

/** The answer as the mutant gives it; undefined where it has no such place, or nothing changes. */
export function mutated(mutant: Mutant, answer: unknown): unknown {
  const mutation = mutations.find(({ name }) => name === mutant.mutation);
  if (mutation === undefined) throw new Error(`There is no mutation "${mutant.mutation}".`);
  const changed = changedAt(answer, mutant.path, (value, field) => {
    const fits = mutant.type === 'any' || mutant.type === typeName(value);
    const named = mutant.path.endsWith(`.${field}`);
    const becomes = fits ? mutation.at({ path: mutant.path, value, field, named }) : null;
    return becomes ?? [[field, value]];
  });
  return isDeepStrictEqual(changed, answer) ? undefined : changed;
}
