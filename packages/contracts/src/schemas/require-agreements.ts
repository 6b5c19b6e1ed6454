import path from 'node:path';
import { namesIn } from '../derive/open-document.ts';
import { stepsOf } from '../gate/agreements.ts';
import type { OperationContract } from '../operation.ts';
import type { ProviderContract } from '../provider-contract.ts';
import { nameOfRef, refTo, type Definitions, type Schema } from '../schema.ts';

/** Throws with each agreement that no request or no answer can have: it would hold nobody to anything. */
export const requireAgreements = (
  { operations, source }: ProviderContract,
  definitions: Definitions,
): void => {
  const problems = operations.flatMap((operation) =>
    operation.agreements.flatMap(({ asked, answered }) => {
      const missing = [
        ...(isAsked(operation, asked, definitions) ? [] : [`no request has ${asked}`]),
        ...(isAnswered(operation, answered, definitions) ? [] : [`no success has ${answered}`]),
      ];
      if (missing.length === 0) return [];
      return [
        `  ${operation.id}: ${JSON.stringify(asked)}: ${JSON.stringify(answered)}: ${missing.join(', and ')}`,
      ];
    }),
  );
  if (problems.length === 0) return;
  const [word, file] =
    source.kind === 'document' ? ['x-repeats', source.file] : ['repeats', `${source.folder}/operations.ts`];
  throw new Error(
    `${path.relative(process.cwd(), file)} has ${word} of what is not there:\n${problems.join('\n')}\n` +
      '→ Asked is path.NAME of the braces or parameters.NAME of query or body; answered is a field of the success, such as result.id or list[].id.',
  );
};

const isAsked = (operation: OperationContract, asked: string, definitions: Definitions): boolean => {
  const [place, ...steps] = stepsOf(asked);
  if (place === 'path') return steps.length === 1 && namesIn(operation.path).includes(steps[0] ?? '');
  const { schema } = operation.request;
  return place === 'parameters' && schema !== undefined && leads([refTo(schema)], steps, definitions);
};

const isAnswered = (
  { responses }: OperationContract,
  answered: string,
  definitions: Definitions,
): boolean => {
  const successes = Object.entries(responses).filter(([status]) => Number(status) < 300);
  return leads(
    successes.map(([, schema]) => refTo(schema)),
    stepsOf(answered),
    definitions,
  );
};

const leads = (schemas: readonly Schema[], steps: readonly string[], definitions: Definitions): boolean => {
  const found = steps.reduce<readonly Schema[]>(
    (reached, step) => reached.flatMap((schema) => inside(schema, step, definitions)),
    schemas,
  );
  return steps.length > 0 && found.length > 0;
};

/** What a schema has at a step, whichever of its branches. */
const inside = (schema: Schema, step: string, definitions: Definitions): Schema[] => {
  const { items, properties = {}, additionalProperties, anyOf = [], then, else: otherwise } = schema;
  const rest = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  const found = step === '[]' ? items : Object.hasOwn(properties, step) ? properties[step] : rest;
  const named = schema.$ref === undefined ? undefined : definitions[nameOfRef(schema)];
  return [
    ...(found === undefined ? [] : [found]),
    ...[...anyOf, then, otherwise, named].flatMap((one) =>
      one === undefined ? [] : inside(one, step, definitions),
    ),
  ];
};
