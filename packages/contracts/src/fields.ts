import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contracts } from './contracts.ts';
import { providerNames, type ProviderName } from './provider-name.ts';
import { nameOfRef, type Schema } from './schema.ts';
import { cachedDefinitions } from './schemas/cache.ts';

/** A field of a contract that is not what the committed list says; null where there is none. */
export type FieldChange = {
  readonly provider: ProviderName;
  readonly field: string;
  readonly was: string | null;
  readonly is: string | null;
};

const fileOf = (provider: ProviderName): string =>
  path.resolve(import.meta.dirname, `../fields/${provider}.txt`);

/** What the schemas are now, against the committed lists of fields: after a bump of an SDK, what it changed. */
export const fieldChanges = (): FieldChange[] =>
  providerNames.flatMap((provider) => {
    const before = committed(provider);
    const now = fieldsOf(provider);
    return [...new Set([...before.keys(), ...now.keys()])].toSorted().flatMap((field): FieldChange[] => {
      const [was, is] = [before.get(field) ?? null, now.get(field) ?? null];
      return was === is ? [] : [{ provider, field, was, is }];
    });
  });

/** Makes the lists what the schemas are. */
export const writeFields = (): void => {
  for (const provider of providerNames) {
    const lines = [...fieldsOf(provider)].map(([field, type]) => `${field}: ${type}\n`);
    writeFileSync(fileOf(provider), lines.join(''));
  }
};

const committed = (provider: ProviderName): Map<string, string> => {
  let text = '';
  try {
    text = readFileSync(fileOf(provider), 'utf8');
  } catch {
    // None yet: every field is new.
  }
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
};

/** By 'Type.field', or 'Type' for one without members: its type in one line. */
const fieldsOf = (provider: ProviderName): Map<string, string> =>
  new Map(
    Object.entries(cachedDefinitions(contracts[provider])).flatMap(([name, schema]) =>
      schema.properties === undefined || schema.anyOf !== undefined
        ? [[name, typeText(schema)]]
        : membersOf(name, schema),
    ),
  );

const membersOf = (name: string, schema: Schema): [field: string, type: string][] =>
  Object.entries(schema.properties ?? {}).flatMap(([member, inner]): [string, string][] => {
    const field = `${name}.${member}`;
    const presence = schema.required?.includes(member) === true ? '' : 'optional ';
    if (inner.properties === undefined) return [[field, `${presence}${typeText(inner)}`]];
    return [[field, `${presence}object`], ...membersOf(field, inner)];
  });

const typeText = (schema: Schema): string => {
  const { type, enum: values, const: value, anyOf, items, additionalProperties, ...rest } = schema;
  if (schema.$ref !== undefined) return nameOfRef(schema);
  if (anyOf !== undefined) return anyOf.map(typeText).join(' | ');
  if (items !== undefined) return `list of ${typeText(items)}${bounds(rest)}`;
  if (values !== undefined) return `${values.map((one) => JSON.stringify(one)).join(' | ')}${bounds(rest)}`;
  if (value !== undefined) return JSON.stringify(value);
  if (schema.properties !== undefined) {
    const members = membersOf('', schema).map(([field, of]) => `${field.slice(1)}: ${of}`);
    return `{ ${members.join('; ')} }`;
  }
  if (typeof additionalProperties === 'object') return `map of ${typeText(additionalProperties)}`;
  return `${[type ?? 'anything'].flat().join(' | ')}${bounds(rest)}`;
};

/** Keywords that narrow a type, as they stand in the schema. */
const bounds = (rest: Schema): string => {
  const { properties: _properties, required: _required, ...narrowing } = rest;
  const entries = Object.entries(narrowing).filter(([name]) => name !== 'description');
  return entries.map(([name, value]) => ` (${name} ${JSON.stringify(value)})`).join('');
};
