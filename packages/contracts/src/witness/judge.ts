import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { shapeDifferences, shapeOf, type Shape } from './shape.ts';
import type { Difference, Published, SchemaWitness } from './witness.ts';

/** Every way in which an answer of this operation is not as the provider publishes it. */
export type WitnessJudge = (operation: string, status: number, value: unknown) => Difference[];

/**
 * Holds answers to the published examples (fields and types) and to the published schemas. Where a
 * provider publishes nothing about an operation and status, nothing differs.
 */
export function witnessJudge({ witnesses, schemas, documents, resources }: Published): WitnessJudge {
  // 4-decimal rates are multiples of 0.0001 only up to the rounding of binary fractions.
  const ajv = new Ajv2020({ strict: false, allErrors: true, multipleOfPrecision: 6 });
  ajvFormats.default(ajv);
  for (const document of documents) ajv.addSchema(document);
  const shapes = new Map([...resources].map(([kind, examples]) => [kind, shapeOf(examples)]));
  const compiled = new Map<SchemaWitness, ValidateFunction>();
  const compile = (witness: SchemaWitness): ValidateFunction => {
    const validate = compiled.get(witness) ?? ajv.compile(witness.schema);
    compiled.set(witness, validate);
    return validate;
  };
  const known = new Map<string, Shape | undefined>();
  const shapeFor = (operation: string, status: number): Shape | undefined => {
    const key = `${operation} ${status}`;
    if (!known.has(key)) {
      const examples = witnesses.filter((one) => one.operation === operation && one.status === status);
      known.set(key, examples.length === 0 ? undefined : shapeOf(examples.map(({ value }) => value)));
    }
    return known.get(key);
  };
  return (operation, status, value) => {
    const ofExamples = shapeDifferences(value, shapeFor(operation, status), shapes).map((one) => ({
      operation,
      source: 'published examples',
      ...one,
    }));
    const ofSchemas = schemas
      .filter((one) => one.operation === operation && one.status === status)
      .flatMap((witness) => {
        const validate = compile(witness);
        if (validate(value)) return [];
        return (validate.errors ?? []).map((error) => ({
          operation,
          source: witness.source,
          ...asDifference(error),
        }));
      });
    return distinct([...ofExamples, ...ofSchemas]);
  };
}

function asDifference({
  instancePath,
  params,
  message = '',
}: ErrorObject): Pick<Difference, 'path' | 'expected' | 'found'> {
  const inside = instancePath
    .split('/')
    .slice(1)
    .map((name) => (/^\d+$/.test(name) ? '[*]' : `.${name.replaceAll('~1', '/').replaceAll('~0', '~')}`))
    .join('');
  const extra = params as { additionalProperty?: string; missingProperty?: string };
  const field = extra.additionalProperty ?? extra.missingProperty;
  return {
    path: `$${inside}${field === undefined ? '' : `.${field}`}`,
    expected: message,
    found: 'otherwise',
  };
}

function distinct(differences: readonly Difference[]): Difference[] {
  const byText = new Map(differences.map((one) => [`${one.path} ${one.expected}`, one]));
  return [...byText.values()];
}
