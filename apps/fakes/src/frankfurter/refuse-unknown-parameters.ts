import { refuse } from './refuse.ts';

/**
 * Frankfurter refuses a misspelt parameter. `from`, `to`, `group`, `providers` and `expand` exist there
 * and not here: to refuse them is better than to answer as if they had not been sent.
 */
export const refuseUnknownParameters = (query: URLSearchParams, known: readonly string[]): void => {
  const unknown = [...query.keys()].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw refuse(422, `unknown parameter: ${unknown.join(', ')}`);
};
