import type { Validator } from '../schemas/validators.ts';
import type { Side, Violation } from '../types.ts';
import { explain } from './explain.ts';
import type { Read } from './read.ts';

export type Where = { readonly operation: string; readonly side: Side };

export const judge = (validator: Validator, read: Read, where: Where): readonly Violation[] => {
  if ('text' in read)
    return [{ ...where, path: '$', expected: 'JSON', found: JSON.stringify(read.text.slice(0, 120)) }];
  if (validator(read.value)) return [];
  return explain(read.value, validator.errors ?? []).map((explained) => ({ ...where, ...explained }));
};
