import { contracts } from '../contracts.ts';
import { operations } from '../operations.ts';
import type { OperationContract } from '../operation.ts';
import { providerNames, type ProviderName } from '../provider-name.ts';
import { compiledFile } from '../schemas/cache.ts';
import { requestSchema } from '../schemas/roots.ts';
import { openValidators, type Validator } from '../schemas/validators.ts';
import type { CheckOptions, Exchange, Gate, Side, Violation, World } from '../types.ts';
import { explain } from './explain.ts';
import { readForm } from './read-form.ts';
import { createRouter } from './router.ts';

let opened: Promise<Gate> | undefined;

/**
 * The gate through which every exchange with a fake goes. Derives and compiles the schemas where the cache
 * lacks them (seconds), else reads them when a provider is first asked about (milliseconds). One for a process.
 */
export const openGate = (): Promise<Gate> => (opened ??= open());

const open = async (): Promise<Gate> => {
  for (const name of providerNames) compiledFile(contracts[name], 'closed');
  const providers = new Map(providerNames.map((name) => [name, openProvider(name)]));
  const providerOf = (name: ProviderName) => {
    const provider = providers.get(name);
    if (provider === undefined) throw new Error(`There is no contract of '${name}'.`);
    return provider;
  };
  const byId = new Map(operations.map((operation) => [operation.id, operation]));

  return {
    check: (exchange, options) => checkExchange(providerOf(exchange.provider), exchange, options),
    checkEvent: (name, body) => {
      const { event } = contracts[name];
      const found = { operation: `${name}.event`, side: 'request' } as const;
      if (event === undefined)
        return [{ ...found, path: '$', expected: `no events of ${name}`, found: 'an event' }];
      return judge(providerOf(name).validator('closed', event), readJson(body), found);
    },
    validate: (id, side, status, value, world) => {
      const operation = byId.get(id);
      const schema =
        operation && (side === 'request' ? requestSchema(operation) : operation.responses[status]);
      if (operation === undefined || schema === undefined) {
        throw new Error(
          `The contract has no ${side} of ${id}${side === 'response' ? ` with ${status}` : ''}.`,
        );
      }
      return judge(
        providerOf(operation.provider).validator(world, schema),
        { value },
        { operation: id, side },
      );
    },
  };
};

type Provider = {
  readonly name: ProviderName;
  readonly route: ReturnType<typeof createRouter>;
  validator(world: World, schema: string): Validator;
};

const openProvider = (name: ProviderName): Provider => {
  const contract = contracts[name];
  const validators = {
    closed: openValidators(contract, 'closed'),
    open: openValidators(contract, 'open'),
  };
  return {
    name,
    route: createRouter(contract.operations),
    validator: (world, schema) => validators[world](schema),
  };
};

const checkExchange = (
  provider: Provider,
  exchange: Exchange,
  { faulted = false, world = 'closed' }: CheckOptions = {},
): readonly Violation[] => {
  const [path = '', query = ''] = exchange.target.split('?');
  const operation = provider.route(exchange.method, path);
  if (operation === undefined) {
    return [
      {
        operation: null,
        side: 'request',
        path: 'route',
        expected: `an operation of ${provider.name}`,
        found: `${exchange.method} ${path}`,
      },
    ];
  }
  return [
    ...(isRefused(operation, exchange) ? [] : checkRequest(provider, operation, exchange, query)),
    ...(faulted ? [] : checkAnswer(provider, operation, exchange, world)),
  ];
};

/** What the provider refuses, in whole or in part, need not be right: the refusal is the contract then. */
const isRefused = ({ request }: OperationContract, { status, responseBody }: Exchange): boolean => {
  if (status >= 400 && status < 500) return true;
  if (request.refusedIn === undefined) return false;
  const answer = readJson(responseBody);
  const refused: unknown = 'value' in answer ? Reflect.get(Object(answer.value), request.refusedIn) : [];
  return Array.isArray(refused) && refused.length > 0;
};

const checkRequest = (
  provider: Provider,
  operation: OperationContract,
  exchange: Exchange,
  query: string,
): readonly Violation[] => {
  const found = { operation: operation.id, side: 'request' } as const;
  const schema = requestSchema(operation);
  const { in: place } = operation.request;
  const complaints: Violation[] = [];
  if (place !== 'query' && query !== '') {
    complaints.push({ ...found, path: 'query', expected: 'no query', found: query });
  }
  if (place === 'query' || place === 'nowhere') {
    if (exchange.requestBody !== '') {
      complaints.push({
        ...found,
        path: '$',
        expected: 'no body',
        found: exchange.requestBody.slice(0, 120),
      });
    }
  }
  if (schema === undefined) return complaints;
  const validator = provider.validator('closed', schema);
  if (place === 'query' || place === 'form') {
    const form = readForm(new URLSearchParams(place === 'query' ? query : exchange.requestBody));
    return [...complaints, ...judge(validator, { value: form }, found)];
  }
  return [
    ...complaints,
    ...wrongType(exchange.requestHeaders, found),
    ...judge(validator, readJson(exchange.requestBody), found),
  ];
};

const checkAnswer = (
  provider: Provider,
  operation: OperationContract,
  { status, responseHeaders, responseBody }: Exchange,
  world: World,
): readonly Violation[] => {
  const found = { operation: operation.id, side: 'response' } as const;
  const schema = operation.responses[status];
  if (schema === undefined) {
    const expected = `one of ${operation.statuses.join(', ')}`;
    return [{ ...found, path: 'status', expected, found: String(status) }];
  }
  return [
    ...wrongType(responseHeaders, found),
    ...judge(provider.validator(world, schema), readJson(responseBody), found),
  ];
};

type Found = { readonly operation: string; readonly side: Side };

const wrongType = (headers: Exchange['requestHeaders'], found: Found): Violation[] => {
  const type = headers['content-type'] ?? 'none';
  if (/^application\/json *(;|$)/.test(type)) return [];
  return [{ ...found, path: 'content-type', expected: 'application/json', found: type }];
};

type Read = { readonly value: unknown } | { readonly text: string };

const readJson = (text: string): Read => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { text };
  }
};

const judge = (validator: Validator, read: Read, found: Found): readonly Violation[] => {
  if ('text' in read)
    return [{ ...found, path: '$', expected: 'JSON', found: JSON.stringify(read.text.slice(0, 120)) }];
  if (validator(read.value)) return [];
  return explain(read.value, validator.errors ?? []).map((explained) => ({ ...found, ...explained }));
};
