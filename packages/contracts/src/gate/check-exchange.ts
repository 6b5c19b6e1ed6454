import type { OperationContract } from '../operation.ts';
import type { ProviderName } from '../provider-name.ts';
import { pathSchema, requestSchema } from '../schemas/roots.ts';
import type { Validator } from '../schemas/validators.ts';
import type { CheckOptions, Exchange, Violation, World } from '../types.ts';
import { disagreements } from './agreements.ts';
import { judge, type Where } from './judge.ts';
import { queryOf, readJson, readParameters, type Read } from './read.ts';
import type { createRouter, Routed } from './router.ts';

export type CheckedProvider = {
  readonly name: ProviderName;
  readonly route: ReturnType<typeof createRouter>;
  validator(world: World, schema: string): Validator;
};

/** Route, request, status, content type and answer, and what the answer repeats of the request. */
export const checkExchange = (
  provider: CheckedProvider,
  exchange: Exchange,
  { faulted = false, world = 'closed', takenFor }: CheckOptions = {},
): readonly Violation[] => {
  const [path = ''] = exchange.target.split('?');
  const routed = provider.route(exchange.method, path);
  if (routed === undefined) {
    const expected = `an operation of ${provider.name}`;
    return [
      { operation: null, side: 'request', path: 'route', expected, found: `${exchange.method} ${path}` },
    ];
  }
  const { operation } = routed;
  if (takenFor !== undefined && takenFor !== operation.id) return [takenForAnother(operation, takenFor)];
  const parameters = readParameters(operation, exchange);
  const answer = readJson(exchange.responseBody);
  return [
    ...(isRefused(operation, exchange.status, answer)
      ? []
      : [...checkPath(provider, routed), ...checkRequest(provider, operation, exchange, parameters)]),
    ...(faulted ? [] : checkAnswer(provider, operation, exchange, answer, world)),
    ...(faulted || exchange.status >= 300 ? [] : checkAgreements(routed, parameters, answer)),
  ];
};

/** Its answer is one of another operation, or a 404 for want of a route: what else is wrong with it follows from that. */
const takenForAnother = ({ id, method, path }: OperationContract, takenFor: string | null): Violation => ({
  operation: id,
  side: 'request',
  path: 'route',
  expected: `an operation of the fake with this id at ${method} ${path.replaceAll(/\{([^}]+)\}/g, ':$1')}, as a fake writes its paths`,
  found: takenFor ?? 'none',
});

/** What the provider refuses, in whole or in part, need not be right: the refusal is the contract then. */
const isRefused = ({ request }: OperationContract, status: number, answer: Read): boolean => {
  if (status >= 400 && status < 500) return true;
  if (request.refusedIn === undefined || 'text' in answer) return false;
  const refused: unknown = Reflect.get(Object(answer.value), request.refusedIn);
  return Array.isArray(refused) && refused.length > 0;
};

const checkPath = (provider: CheckedProvider, { operation, names }: Routed): readonly Violation[] => {
  const schema = pathSchema(operation);
  if (schema === undefined) return [];
  const where = { operation: operation.id, side: 'request' } as const;
  return judge(provider.validator('closed', schema), { value: names }, where).map((violation) => ({
    ...violation,
    path: violation.path.replace('$', 'path'),
  }));
};

const bodyTypes = { form: 'application/x-www-form-urlencoded', json: 'application/json' };

const checkRequest = (
  provider: CheckedProvider,
  operation: OperationContract,
  exchange: Exchange,
  parameters: Read,
): readonly Violation[] => {
  const where = { operation: operation.id, side: 'request' } as const;
  const place = operation.request.in;
  const query = queryOf(exchange);
  const body = exchange.requestBody;
  const hasBody = place === 'form' || place === 'json';
  const schema = requestSchema(operation);
  return [
    ...(place !== 'query' && query !== ''
      ? [{ ...where, path: 'query', expected: 'no query', found: query }]
      : []),
    ...(!hasBody && body !== ''
      ? [{ ...where, path: '$', expected: 'no body', found: JSON.stringify(body.slice(0, 120)) }]
      : []),
    ...(hasBody && body !== '' ? wrongType(bodyTypes[place], exchange.requestHeaders, where) : []),
    ...(schema === undefined ? [] : judge(provider.validator('closed', schema), parameters, where)),
  ];
};

const checkAnswer = (
  provider: CheckedProvider,
  operation: OperationContract,
  { status, responseHeaders }: Exchange,
  answer: Read,
  world: World,
): readonly Violation[] => {
  const where = { operation: operation.id, side: 'response' } as const;
  const schema = operation.responses[status];
  if (schema === undefined) {
    const expected = `one of ${operation.statuses.join(', ')}`;
    return [{ ...where, path: 'status', expected, found: String(status) }];
  }
  return [
    ...wrongType('application/json', responseHeaders, where),
    ...judge(provider.validator(world, schema), answer, where),
  ];
};

const wrongType = (expected: string, headers: Exchange['requestHeaders'], where: Where): Violation[] => {
  const found = headers['content-type'] ?? 'none';
  const [type = ''] = found.split(';');
  return type.trim() === expected ? [] : [{ ...where, path: 'content-type', expected, found }];
};

const checkAgreements = ({ operation, names }: Routed, parameters: Read, answer: Read): Violation[] => {
  if ('text' in answer) return [];
  const asked = { path: names, parameters: 'value' in parameters ? parameters.value : undefined };
  return disagreements(operation.agreements, asked, answer.value).map((disagreement) => ({
    operation: operation.id,
    side: 'response',
    ...disagreement,
  }));
};
