import { contracts } from '../contracts.ts';
import { operations } from '../operations.ts';
import { providerNames, type ProviderName } from '../provider-name.ts';
import { compiledFile } from '../schemas/cache.ts';
import { requestSchema } from '../schemas/roots.ts';
import { openValidators } from '../schemas/validators.ts';
import type { Gate } from '../types.ts';
import { checkExchange, type CheckedProvider } from './check-exchange.ts';
import { judge } from './judge.ts';
import { readJson } from './read.ts';
import { createRouter } from './router.ts';
import { timed } from './timed.ts';

let opened: Promise<Gate> | undefined;

/**
 * The gate through which every exchange with a fake goes. Derives and compiles the schemas where the cache
 * lacks them (seconds), else reads them when a provider is first asked about (milliseconds). One for a process.
 */
export const openGate = (): Promise<Gate> => (opened ??= open());

const open = async (): Promise<Gate> => {
  for (const name of providerNames) compiledFile(contracts[name], 'closed');
  const providers = new Map(providerNames.map((name) => [name, openProvider(name)]));
  const providerOf = (name: ProviderName): CheckedProvider => {
    const provider = providers.get(name);
    if (provider === undefined) throw new Error(`There is no contract of '${name}'.`);
    return provider;
  };
  const byId = new Map(operations.map((operation) => [operation.id, operation]));

  const gate: Gate = {
    check: (exchange, options) => checkExchange(providerOf(exchange.provider), exchange, options),
    checkEvent: (name, body) => {
      const { event } = contracts[name];
      const where = { operation: `${name}.event`, side: 'request' } as const;
      if (event === undefined)
        return [{ ...where, path: '$', expected: `no events of ${name}`, found: 'an event' }];
      return judge(providerOf(name).validator('closed', event), readJson(body), where);
    },
    validate: (id, side, status, value, world) => {
      const operation = byId.get(id);
      const schema =
        operation && (side === 'request' ? requestSchema(operation) : operation.responses[status]);
      if (operation === undefined) throw new Error(unknownOperation(id));
      if (schema === undefined) {
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
  const folder = process.env['GATE_TIMES'];
  return folder === undefined ? gate : timed(gate, folder);
};

const unknownOperation = (id: string): string => {
  const [provider = ''] = id.split('.');
  const ids = operations
    .filter((operation) => operation.provider === provider)
    .map((operation) => operation.id);
  const advice =
    ids.length === 0
      ? `An id is PROVIDER.OPERATION, and the providers are ${providerNames.join(', ')}`
      : `${provider} has ${ids.join(', ')}`;
  return `The contract has no operation ${id}. ${advice}.`;
};

const openProvider = (name: ProviderName): CheckedProvider => {
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
