import type { ProviderContract } from '../provider-contract.ts';
import type { World } from '../types.ts';
import { compiledFile, loadModule } from './cache.ts';
import { rootsOf } from './roots.ts';

/** What Ajv reports of one thing that does not fit. */
export type SchemaError = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
};

export type Validator = ((value: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null };

/** Compiles what the cache lacks; loads a provider's validators when the first of them is needed. */
export const openValidators = (contract: ProviderContract, world: World): ((schema: string) => Validator) => {
  const roots = rootsOf(contract);
  let loaded: Readonly<Record<string, Validator>> | undefined;
  return (schema) => {
    loaded ??= loadModule(compiledFile(contract, world)) as Record<string, Validator>;
    const validator = loaded[`root${roots.indexOf(schema)}`];
    if (validator === undefined) throw new Error(`${contract.name} has no schema ${schema}.`);
    return validator;
  };
};
