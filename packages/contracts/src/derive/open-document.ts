import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Definitions, Schema } from '../schema.ts';

/** The part of OpenAPI 3.1 that our documents use. */
export type OpenApiDocument = {
  readonly paths: Readonly<Record<string, { readonly get: DocumentedOperation }>>;
  readonly components: {
    readonly schemas: Definitions;
    readonly responses: Readonly<Record<string, DocumentedResponse>>;
  };
};

export type DocumentedOperation = {
  readonly operationId: string;
  readonly parameters: readonly DocumentedParameter[];
  readonly responses: Readonly<Record<string, DocumentedResponse | { readonly $ref: string }>>;
  /** By what is asked for, what is answered: see `Agreement`. */
  readonly 'x-repeats'?: Readonly<Record<string, string>>;
};

export type DocumentedParameter = {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required?: boolean;
  readonly schema: Schema;
};

type DocumentedResponse = { readonly content: { readonly 'application/json': { readonly schema: Schema } } };

/** A document of our own. What would be passed over in silence is an error that says where and what to do. */
export const openDocument = (file: string): OpenApiDocument => {
  const written = JSON.parse(readFileSync(file, 'utf8')) as Partial<OpenApiDocument>;
  const document: OpenApiDocument = {
    paths: written.paths ?? {},
    components: { schemas: {}, responses: {}, ...written.components },
  };
  const problems = Object.entries(document.paths).flatMap(([route, methods]) =>
    problemsOf(document, route, methods).map((problem) => `  ${route}: ${problem}`),
  );
  if (problems.length === 0) return document;
  const place = path.relative(process.cwd(), file);
  throw new Error(`${place} cannot be read as a contract:\n${problems.join('\n')}`);
};

export const responseOf = (
  { components }: OpenApiDocument,
  response: DocumentedOperation['responses'][string],
): DocumentedResponse | undefined =>
  '$ref' in response ? components.responses[response.$ref.split('/').at(-1) ?? ''] : response;

const OTHER_METHODS = ['post', 'put', 'patch', 'delete'];

const problemsOf = (
  document: OpenApiDocument,
  route: string,
  methods: OpenApiDocument['paths'][string],
): string[] => {
  const unread = Object.keys(methods).filter((method) => OTHER_METHODS.includes(method));
  if (unread.length > 0 || methods.get === undefined) {
    const found = unread.length > 0 ? `has ${unread.join(' and ')}` : 'has no get';
    return [
      `${found}, and only get is read from a document → describe other methods by types and operations.ts, as resend/ does`,
    ];
  }
  const { operationId, parameters, responses } = methods.get;
  return [
    ...(operationId === undefined ? ['has no operationId → give it one, such as "vat_rates.list"'] : []),
    ...namesThatDiffer(route, parameters ?? []),
    ...Object.entries(responses ?? {}).flatMap(([status, response]) => {
      if (!/^[1-5]\d\d$/.test(status)) return [`"${status}" is no status → list each status by itself`];
      if (responseOf(document, response)?.content?.['application/json']?.schema !== undefined) return [];
      const found = '$ref' in response ? `, nor has ${response.$ref}` : '';
      return [
        `${status} has no content["application/json"].schema${found} → say what its answer is: the gate holds each one to its schema`,
      ];
    }),
  ];
};

const namesThatDiffer = (route: string, parameters: readonly DocumentedParameter[]): string[] => {
  const braced = namesIn(route);
  const described = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
  return [
    ...braced
      .filter((name) => !described.includes(name))
      .map((name) => `has no parameter "${name}" with "in": "path" → describe it, with a schema`),
    ...described
      .filter((name) => !braced.includes(name))
      .map((name) => `has no {${name}} → mend the name of the parameter, or the path`),
  ];
};

/** What a path has in braces. */
export const namesIn = (route: string): string[] =>
  [...route.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
