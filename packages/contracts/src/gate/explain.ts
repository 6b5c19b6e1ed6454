import { meaningOf } from '../formats.ts';
import type { SchemaError } from '../schemas/validators.ts';
import type { Violation } from '../types.ts';

type Explained = Pick<Violation, 'path' | 'expected' | 'found'>;

/** Ajv's errors in words: where, what the contract has there and what was found. */
export const explain = (value: unknown, errors: readonly SchemaError[]): Explained[] =>
  errors.flatMap((error) => {
    // Says only that a branch did not fit; what did not fit about it stands beside it.
    if (error.keyword === 'if') return [];
    const { keyword, params } = error;
    const names = error.instancePath.split('/').slice(1).map(unescape);
    if (keyword === 'required') {
      const member = String(params['missingProperty']);
      return [{ path: jsonPath([...names, member]), expected: 'to be there', found: 'nothing' }];
    }
    if (keyword === 'additionalProperties') {
      const member = [...names, String(params['additionalProperty'])];
      return [{ path: jsonPath(member), expected: 'no such member', found: shown(valueAt(value, member)) }];
    }
    return [
      { path: jsonPath(names), expected: expectation(keyword, params), found: shown(valueAt(value, names)) },
    ];
  });

const unescape = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

const jsonPath = (names: readonly string[]): string =>
  `$${names
    .map((name) => {
      if (/^\d+$/.test(name)) return `[${name}]`;
      return /^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
    })
    .join('')}`;

const valueAt = (value: unknown, names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
};

const expectation = (keyword: string, params: SchemaError['params']): string => {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'type':
      return `a ${[params['type']].flat().join(' or ')}`;
    case 'enum':
      return `one of ${JSON.stringify(params['allowedValues']).slice(1, -1).replaceAll(',', ', ')}`;
    case 'const':
      return JSON.stringify(params['allowedValue']);
    case 'pattern':
      return meaningOf(String(params['pattern']));
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
      return `a number ${String(params['comparison'])} ${limit}`;
    case 'multipleOf':
      return `a multiple of ${String(params['multipleOf'])}`;
    case 'minItems':
      return `at least ${limit} items`;
    case 'maxItems':
      return `at most ${limit} items`;
    default:
      return `what the contract has there (${keyword})`;
  }
};
