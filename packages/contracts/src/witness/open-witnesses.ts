import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { documentsOf } from '../documents/published-documents.ts';
import { providerNames, type ProviderName } from '../provider-name.ts';
import { readEasyPost } from './easypost.ts';
import { readFrankfurter } from './frankfurter.ts';
import { readResend } from './resend.ts';
import { readSquare } from './square.ts';
import { readStripe } from './stripe.ts';
import { readVatComply } from './vatcomply.ts';
import type { Published } from './witness.ts';

type Text = (file: string) => Promise<string>;

const readers: Readonly<Record<ProviderName, (text: Text) => Promise<Published>>> = {
  stripe: async (text) =>
    readStripe({
      spec: await text('stripe/spec3.2023-08-16.yaml'),
      fixtures: await text('stripe/fixtures3.json'),
    }),
  vatcomply: async (text) => readVatComply(await text('vatcomply/vat_rates.example.json')),
  frankfurter: async (text) => readFrankfurter(await text('frankfurter/v2.openapi.json')),
  easypost: async (text) => {
    const files = documentsOf('easypost').map(({ file }) => file);
    const texts = await Promise.all(files.map(async (file) => [file, await text(file)] as const));
    return readEasyPost(Object.fromEntries(texts));
  },
  square: async (text) => readSquare(await text('square/api.json')),
  resend: async (text) => readResend(await text('resend/resend.json')),
};

/** What one provider publishes, from a folder that `findContractsDir` found. */
export const openWitness = (dir: string, provider: ProviderName): Promise<Published> =>
  readers[provider]((file) => readFile(path.join(dir, file), 'utf8'));

/** What every provider publishes. */
export async function openWitnesses(dir: string): Promise<Record<ProviderName, Published>> {
  const opened = providerNames.map(async (name) => [name, await openWitness(dir, name)] as const);
  return Object.fromEntries(await Promise.all(opened)) as Record<ProviderName, Published>;
}
