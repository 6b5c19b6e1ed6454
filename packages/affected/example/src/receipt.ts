import { readFileSync } from 'node:fs';
import path from 'node:path';

let template: string | undefined;

/** Read when first needed: which test that is depends on the order. */
const readTemplate = (): string => (template ??= load());

function load(): string {
  return readFileSync(path.join(import.meta.dirname, 'receipt.txt'), 'utf8').trim();
}

export function receipt(total: number): string {
  return readTemplate().replace('{total}', `${total} ${process.env['SHOP_CURRENCY'] ?? 'EUR'}`);
}
