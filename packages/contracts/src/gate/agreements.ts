import type { Violation } from '../types.ts';

/**
 * What an answer repeats of its request: `asked` is a value of the path's names, the query or the body, and each
 * value at `answered` is the same, letter case aside. Where it was not asked for, nothing is said.
 */
export type Agreement = { readonly asked: string; readonly answered: string };

export type Asked = {
  /** What stood in the path in place of the names in braces. */
  readonly path: Readonly<Record<string, string>>;
  /** The parameters of the query or the body. */
  readonly parameters: unknown;
};

/** For each value of an answer that is another one than was asked for: where, which and what. */
export const disagreements = (
  agreements: readonly Agreement[],
  asked: Asked,
  answer: unknown,
): Pick<Violation, 'path' | 'expected' | 'found'>[] =>
  agreements.flatMap((agreement) => {
    const [wanted] = valuesAt(asked, agreement.asked);
    if (wanted === undefined || wanted.value === '' || typeof wanted.value === 'object') return [];
    return valuesAt(answer, agreement.answered).flatMap(({ path, value }) => {
      // An id that was expanded into the object.
      const given = typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : value;
      if (String(given).toLowerCase() === String(wanted.value).toLowerCase()) return [];
      const expected = `${JSON.stringify(wanted.value)} as asked for in ${agreement.asked}`;
      return [{ path: `$${path}`, expected, found: JSON.stringify(given) }];
    });
  });

type Found = { readonly path: string; readonly value: unknown };

/** 'a.b', 'list[].c' */
export const stepsOf = (path: string): string[] => path.replaceAll('[]', '.[]').split('.').filter(Boolean);

/** Nothing where it leads nowhere. */
const valuesAt = (whole: unknown, path: string): Found[] => {
  let found: Found[] = [{ path: '', value: whole }];
  for (const step of stepsOf(path)) {
    found = found.flatMap(({ path: at, value }): Found[] => {
      if (step === '[]') {
        return Array.isArray(value)
          ? value.map((item: unknown, index) => ({ path: `${at}[${index}]`, value: item }))
          : [];
      }
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
      return [{ path: `${at}.${step}`, value: Reflect.get(value, step) }];
    });
  }
  return found;
};
