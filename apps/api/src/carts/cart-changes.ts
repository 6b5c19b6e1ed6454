import { money } from '@topheavy/domain';
import type { z } from 'zod';
import { moneyBody } from '../http/money-schema.ts';
import type { CartCoupon } from './cart-coupon.ts';
import type { cartChangeSchema } from './cart-change-schema.ts';
import type { CartContent, CartItem } from './load-cart.ts';

export type CartChange = z.input<typeof cartChangeSchema>;

type Findings = {
  readonly coupon: CartCoupon | null;
  readonly shippingLost: boolean;
  readonly present: (baseMinor: number) => number;
};

/**
 * What is no longer as the customer left it. Found by comparing at each read, never stored: a read does
 * not write, and a change that was undone meanwhile is none.
 */
export function cartChanges({ cart, items }: CartContent, findings: Findings): CartChange[] {
  if (cart.status === 'ordered') return [];
  const changes: CartChange[] = [];
  for (const item of items) {
    const from = moneyBody(money(findings.present(item.seen_price_minor), cart.currency));
    const to = moneyBody(money(findings.present(item.price_minor), cart.currency));
    if (from.amount !== to.amount) changes.push({ kind: 'price-changed', productId: item.id, from, to });
    const shortage = shortageOf(item);
    if (shortage !== null) changes.push(shortage);
  }
  if (findings.coupon !== null && findings.coupon.refusal !== null) {
    const { code, refusal: reason } = findings.coupon;
    changes.push({ kind: 'coupon-no-longer-valid', code, reason });
  }
  if (findings.shippingLost && cart.shipping_rate_reference !== null) {
    changes.push({ kind: 'shipping-rate-outdated' });
  }
  return changes;
}

/** What can be sold of an item now; nothing of one that was withdrawn, whatever is on the shelf. */
export const availableOf = (item: Pick<CartItem, 'active' | 'on_hand' | 'reserved'>): number =>
  item.active ? item.on_hand - item.reserved : 0;

function shortageOf(item: CartItem): CartChange | null {
  if (!item.active) return { kind: 'item-withdrawn', productId: item.id };
  const available = availableOf(item);
  if (available >= item.quantity) return null;
  const kind = available === 0 ? 'item-sold-out' : 'item-short';
  return { kind, productId: item.id, requested: item.quantity, available };
}
