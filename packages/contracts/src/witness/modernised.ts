import { isObject, type JsonObject } from './json.ts';

/** Keywords whose value holds schemas under names of their own choice. */
const NAMED = new Set(['properties', 'schemas', 'patternProperties', '$defs']);

/** What says nothing about a value, or is not of JSON Schema. */
const WITHOUT_MEANING = new Set([
  'description',
  'example',
  'discriminator',
  'xml',
  'externalDocs',
  'deprecated',
]);

/** The formats that ajv-formats knows and that providers mean as it does. */
const FORMATS = new Set(['date', 'date-time', 'email', 'uri', 'uuid']);

/**
 * A schema of OpenAPI 3.0 as JSON Schema 2020-12; one of 3.1 stays as it is. `nullable` also counts
 * beside `anyOf` and `$ref`, where validators of 3.0 refuse or ignore it. With `closed`, an object
 * whose fields are named has no others.
 */
export function modernised(schema: JsonObject, { closed }: { closed: boolean }): JsonObject {
  const inside = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => (isObject(one) ? modernised(one, { closed }) : one));
    if (!isObject(value) || key === 'enum' || key === 'const') return value;
    if (!NAMED.has(key)) return modernised(value, { closed });
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, isObject(one) ? modernised(one, { closed }) : one]),
    );
  };
  const { nullable, ...kept } = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !WITHOUT_MEANING.has(key) && !key.startsWith('x-'))
      .filter(([key, value]) => key !== 'format' || FORMATS.has(String(value)))
      .map(([key, value]) => [key, inside(value, key)]),
  );
  const named = isObject(kept['properties']);
  const shut =
    closed && named && kept['additionalProperties'] === undefined
      ? { ...kept, additionalProperties: false }
      : kept;
  return nullable === true ? { anyOf: [shut, { type: 'null' }] } : shut;
}
