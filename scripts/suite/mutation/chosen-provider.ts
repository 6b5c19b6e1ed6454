import { providerNames, type ProviderName } from '@topheavy/contracts';

type Wanted = { readonly mutate?: boolean; readonly update?: boolean; readonly provider?: string };

/** The one provider whose score `--provider` asks for, or undefined. Throws a sentence where it cannot be had. */
export function chosenProvider({ mutate, update, provider }: Wanted): ProviderName | undefined {
  if (provider === undefined) return undefined;
  if (mutate !== true) throw new Error('--provider goes with --mutate');
  if (update === true) throw new Error('--update needs the score of all: it goes with no --provider');
  const known = providerNames.find((name) => name === provider);
  if (known !== undefined) return known;
  throw new Error(`There is no provider "${provider}": choose one of ${providerNames.join(', ')}`);
}
