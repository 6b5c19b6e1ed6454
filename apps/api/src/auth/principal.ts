import type { Scope } from './scopes.ts';

/** Who is calling: a customer, or the shop's own back office. */
export type Principal =
  | {
      readonly kind: 'customer';
      readonly id: string;
      readonly customerId: string;
      readonly scopes: readonly Scope[];
    }
  | { readonly kind: 'back_office'; readonly id: string; readonly scopes: readonly Scope[] };

/** The customer whose things the caller may see; null means all of them. */
export const visibleCustomer = (principal: Principal): string | null =>
  principal.kind === 'customer' ? principal.customerId : null;
