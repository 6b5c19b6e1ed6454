import { createHash } from 'node:crypto';
import type { CartContent } from './load-cart.ts';

/** What a shipping quote depends on: a quote holds for as long as this stays the same. */
export const shippingBasis = ({ cart, items }: CartContent): string =>
  createHash('sha256')
    .update(JSON.stringify([cart.address, items.map((item) => [item.id, item.quantity, item.weight_grams])]))
    .digest('base64url');
