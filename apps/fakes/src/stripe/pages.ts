import { invalidParameter, noSuch } from './errors.ts';
import { groupOf, integerOf, textOf, type Parameters } from './parameters.ts';

export const pageParameters = ['limit', 'starting_after', 'ending_before', 'created'] as const;

type Item = { id: string; object: string; created: number };

export type Page<T> = { object: 'list'; url: string; has_more: boolean; data: T[] };

/** One page of a list, newest first. */
export const pageOf = <T extends Item>(
  url: string,
  kind: string,
  all: Iterable<T>,
  parameters: Parameters,
  belongs: (item: T) => boolean = () => true,
): Page<T> => {
  const created = createdFilter(parameters);
  const newestFirst = [...all].filter((item) => belongs(item) && created(item.created)).toReversed();
  const limit = limitOf(parameters);
  const after = textOf(parameters, 'starting_after');
  const before = textOf(parameters, 'ending_before');
  const position = (id: string, param: string): number => {
    const index = newestFirst.findIndex((item) => item.id === id);
    if (index < 0) throw noSuch(kind, id, param, 400);
    return index;
  };
  if (before !== undefined) {
    const end = position(before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', url, has_more: start > 0, data: newestFirst.slice(start, end) };
  }
  const start = after === undefined ? 0 : position(after, 'starting_after') + 1;
  return {
    object: 'list',
    url,
    has_more: start + limit < newestFirst.length,
    data: newestFirst.slice(start, start + limit),
  };
};

export const limitOf = (parameters: Parameters): number => {
  const limit = integerOf(parameters, 'limit') ?? 10;
  if (limit >= 1 && limit <= 100) return limit;
  throw invalidParameter('limit', 'Invalid limit: must be between 1 and 100', 'parameter_invalid_integer');
};

const createdFilter = (parameters: Parameters): ((created: number) => boolean) => {
  if (typeof parameters['created'] === 'string') {
    const exact = integerOf(parameters, 'created');
    return (created) => created === exact;
  }
  const range = groupOf(parameters, 'created');
  const [gt, gte, lt, lte] = ['gt', 'gte', 'lt', 'lte'].map((name) => integerOf(range, name));
  return (created) =>
    created > (gt ?? -Infinity) &&
    created >= (gte ?? -Infinity) &&
    created < (lt ?? Infinity) &&
    created <= (lte ?? Infinity);
};
