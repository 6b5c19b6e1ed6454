/** What an API key may do. A customer's key acts on that customer's own things only. */
export const SCOPES = [
  'products:read',
  'products:write',
  'coupons:write',
  'carts:write',
  'orders:read',
  'orders:write',
  'payments:read',
  'payments:authorize',
  'payments:capture',
  'payments:refund',
  'shipments:read',
  'shipments:write',
  'ledger:read',
] as const;

export type Scope = (typeof SCOPES)[number];

export const isScope = (text: string): text is Scope => (SCOPES as readonly string[]).includes(text);

export const CUSTOMER_SCOPES: readonly Scope[] = [
  'products:read',
  'carts:write',
  'orders:read',
  'orders:write',
  'payments:read',
  'payments:authorize',
  'shipments:read',
];

export const BACK_OFFICE_SCOPES: readonly Scope[] = SCOPES.filter(
  (scope) => scope !== 'carts:write' && scope !== 'payments:authorize',
);
