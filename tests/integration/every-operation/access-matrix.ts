import {
  BACK_OFFICE_SCOPES,
  CUSTOMER_SCOPES,
  namedBy,
  scopeOf,
  type Operation,
} from '@topheavy/testbed/operations';

/** Who asks. */
export const CALLERS = [
  'no key',
  'a malformed key',
  'a key that was never issued',
  'a revoked key',
  'a key without the scope',
  'another customer',
  'the customer',
  'the back office',
] as const;

export type Caller = (typeof CALLERS)[number];

/**
 * What they get. `done`: what they asked for; `like nothing`: 404, exactly as for what never existed;
 * `nothing of theirs`: an answer without a trace of another customer; `alike`: the same as without a key.
 */
export type Cell =
  | { readonly gets: '401' | '403' | 'like nothing' | 'nothing of theirs' | 'done' | 'alike' }
  | { readonly reason: string };

/** What belongs to a customer, by the name under which requests mention it. */
export const OWNED = {
  cartId: 'cart',
  orderId: 'order',
  paymentId: 'payment',
  shipmentId: 'shipment',
} as const;

/** What belongs to nobody: everybody may know that it exists. */
const SHARED: Readonly<Record<string, string>> = {
  productId: 'the catalogue is the same for all',
  code: 'whoever has the code of a coupon may use it',
  rateId: 'looked up among the rates quoted for the cart itself',
  slug: 'the kinds of problems are public',
};

export type OwnedName = keyof typeof OWNED;

const isOwned = (name: string): name is OwnedName => Object.hasOwn(OWNED, name);

/** The one thing of a customer's that a request of this operation is about; null when there is none. */
export function ownedBy(operation: Operation): OwnedName | null {
  const names = namedBy(operation);
  const unknown = names.filter((name) => !isOwned(name) && !Object.hasOwn(SHARED, name));
  if (unknown.length > 0)
    throw new Error(
      `${operation.operationId} names ${unknown.join(', ')}: say in OWNED or SHARED whose that is.`,
    );
  const [owned, ...more] = names.filter(isOwned);
  if (more.length > 0)
    throw new Error(
      `${operation.operationId} names ${[owned, ...more].join(' and ')}: try each combination.`,
    );
  return owned ?? null;
}

export function cellOf(operation: Operation, caller: Caller): Cell {
  const scope = scopeOf(operation);
  if (scope === null) {
    if (caller === 'no key') return { reason: 'open to all, or signed by a provider' };
    return caller === 'a key without the scope' ? { reason: 'needs no scope' } : { gets: 'alike' };
  }
  const may = (scopes: readonly string[]): Cell => ({ gets: scopes.includes(scope) ? 'done' : '403' });
  switch (caller) {
    case 'a key without the scope':
      return { gets: '403' };
    case 'another customer':
      return { gets: ownedBy(operation) === null ? 'nothing of theirs' : 'like nothing' };
    case 'the customer':
      return may(CUSTOMER_SCOPES);
    case 'the back office':
      return may(BACK_OFFICE_SCOPES);
    default:
      return { gets: '401' };
  }
}
