import type { DriftChange } from './drift-change.ts';
import type { AnsweredExchange, FaultOutcome } from './faulted-exchange.ts';
import { isThere, placesAt, valueAt, type Place } from './json-path.ts';

/** The provider's own answer in a form that its contract does not have: all the changes, or none. */
export const drift = (
  { changes }: { changes: readonly DriftChange[] },
  { reply }: AnsweredExchange,
): FaultOutcome => {
  if (typeof reply.body !== 'object' || reply.body === null) return { misfit: 'The answer is no JSON.' };
  const body: unknown = JSON.parse(JSON.stringify(reply.body));
  for (const change of changes) {
    const misfit = apply(body, change);
    if (misfit !== undefined) return { misfit };
  }
  return { reply: { ...reply, body } };
};

const apply = (body: unknown, change: DriftChange): string | undefined => {
  const places = placesAt(body, change.path);
  const wanted = places.filter((place) => isThere(place) !== (change.change === 'add'));
  if (wanted.length === 0) {
    const there = change.change === 'add' && places.length > 0;
    return there
      ? `The answer has ${change.path} already.`
      : `The answer has no place ${change.path}: ${JSON.stringify(body).slice(0, 200)}`;
  }
  // From the last to the first, so that removing an item moves none that is still to come.
  const changed = wanted.toReversed().filter((place) => changePlace(place, change));
  return changed.length > 0
    ? undefined
    : `'${change.change}' leaves ${change.path} as it is: ${JSON.stringify(wanted.map(valueAt)).slice(0, 200)}`;
};

/** Whether anything is other than before. */
const changePlace = (place: Place, change: DriftChange): boolean => {
  const { parent, key } = place;
  const value = valueAt(place);
  switch (change.change) {
    case 'rename':
      return !Object.hasOwn(parent, change.to) && remove(place) && Reflect.set(parent, change.to, value);
    case 'remove':
      return remove(place);
    case 'add':
      return Reflect.set(parent, key, change.value);
    case 'enum':
      return value !== change.value && Reflect.set(parent, key, change.value);
    case 'retype':
      return typeOf(value) !== change.to && Reflect.set(parent, key, retyped(value, change.to));
    case 'unit': {
      const scaled = inOtherUnit(value, change.times);
      return scaled !== value && Reflect.set(parent, key, scaled);
    }
    case 'nest': {
      remove(place);
      const existing: unknown = Reflect.get(parent, change.under);
      const nested = typeOf(existing) === 'object' ? Object(existing) : {};
      return Reflect.set(parent, change.under, { ...nested, [key]: value });
    }
  }
};

const remove = ({ parent, key }: Place): boolean => {
  if (Array.isArray(parent)) return parent.splice(Number(key), 1).length > 0;
  return Reflect.deleteProperty(parent, key);
};

type JsonType = Extract<DriftChange, { change: 'retype' }>['to'];

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const retyped = (value: unknown, to: JsonType): unknown => {
  switch (to) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Number.isFinite(Number(value)) ? Number(value) : 0;
    case 'boolean':
      return Boolean(value);
    case 'null':
      return null;
    case 'array':
      return [value];
    case 'object':
      return { value };
  }
};

/** Fifteen digits are what a double keeps: 19.6 × 100 is 1960, not 1960.0000000000002. */
const inOtherUnit = (value: unknown, times: number): unknown => {
  const scaled = Number((Number(value) * times).toPrecision(15));
  if (typeof value === 'number') return scaled;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? String(scaled) : value;
};
