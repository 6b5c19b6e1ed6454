import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { publishedDocuments } from '../documents/published-documents.ts';
import type { ProviderName } from '../provider-name.ts';
import { readEasyPost } from './easypost.ts';
import { readFrankfurter } from './frankfurter.ts';
import { readResend } from './resend.ts';
import { readSquare } from './square.ts';
import { readStripe } from './stripe.ts';
import { readVatComply } from './vatcomply.ts';
import type { Published } from './witness.ts';

/** What every provider publishes, from a folder that `findContractsDir` found. */
export async function openWitnesses(dir: string): Promise<Record<ProviderName, Published>> {
  const text = (file: string): Promise<string> => readFile(path.join(dir, file), 'utf8');
  const easypostFiles = publishedDocuments
    .map(({ file }) => file)
    .filter((file) => file.startsWith('easypost/'));
  return {
    stripe: readStripe({
      spec: await text('stripe/spec3.2023-08-16.yaml'),
      fixtures: await text('stripe/fixtures3.json'),
    }),
    vatcomply: readVatComply(await text('vatcomply/vat_rates.example.json')),
    frankfurter: readFrankfurter(await text('frankfurter/v2.openapi.json')),
    easypost: readEasyPost(
      Object.fromEntries(
        await Promise.all(easypostFiles.map(async (file) => [file, await text(file)] as const)),
      ),
    ),
    square: readSquare(await text('square/api.json')),
    resend: readResend(await text('resend/resend.json')),
  };
}
