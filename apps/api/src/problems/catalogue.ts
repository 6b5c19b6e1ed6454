/**
 * Every refusal the API can send (RFC 9457), in one place. `stored` says whether an idempotency key
 * keeps the answer: results of executed work are kept, refusals before any work are not (ADR 0001).
 */
type Entry = { readonly status: number; readonly title: string; readonly stored?: true };

export const catalogue = {
  'malformed-request': { status: 400, title: 'The request could not be read' },
  'headers-too-large': { status: 431, title: 'The request headers are too large' },
  'request-timeout': { status: 408, title: 'The request took too long to come' },
  'payload-too-large': { status: 413, title: 'The request body is too large' },
  'validation-failed': { status: 422, title: 'The request has invalid fields' },
  'idempotency-key-missing': { status: 400, title: 'This call needs an Idempotency-Key header' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'idempotency-key-in-progress': { status: 409, title: 'A request with this Idempotency-Key is running' },
  unauthenticated: { status: 401, title: 'A valid API key is needed' },
  forbidden: { status: 403, title: 'The API key lacks the scope for this call' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'route-not-found': { status: 404, title: 'There is no such resource' },
  'method-not-allowed': { status: 405, title: 'The resource does not take this method' },
  'product-not-found': { status: 404, title: 'There is no such product' },
  'cart-not-found': { status: 404, title: 'There is no such cart' },
  'cart-item-not-found': { status: 404, title: 'The cart holds no such item' },
  'coupon-not-found': { status: 404, title: 'There is no such coupon' },
  'order-not-found': { status: 404, title: 'There is no such order' },
  'payment-not-found': { status: 404, title: 'There is no such payment' },
  'shipment-not-found': { status: 404, title: 'There is no such shipment' },
  'shipping-rate-not-found': { status: 404, title: 'There is no such shipping rate' },
  'precondition-required': { status: 428, title: 'This call needs an If-Match header' },
  'precondition-failed': { status: 412, title: 'The resource has changed since it was read' },
  'sku-taken': { status: 409, title: 'Another product has this SKU or inventory reference', stored: true },
  'coupon-code-taken': { status: 409, title: 'Another coupon has this code', stored: true },
  'stock-below-reserved': { status: 409, title: 'More units are reserved than that', stored: true },
  'cart-already-ordered': {
    status: 409,
    title: 'The cart was ordered and can no longer change',
    stored: true,
  },
  'cart-not-ready': { status: 409, title: 'The cart lacks something that an order needs', stored: true },
  'cart-full': { status: 422, title: 'A cart holds at most 100 different products', stored: true },
  'order-total-changed': { status: 409, title: 'The total is no longer what was agreed to', stored: true },
  'insufficient-stock': { status: 409, title: 'Some items are not in stock', stored: true },
  'coupon-refused': { status: 422, title: 'The coupon cannot be used on this cart', stored: true },
  'currency-not-sold': { status: 422, title: 'The shop does not sell in this currency', stored: true },
  'destination-not-supported': { status: 422, title: 'The shop cannot deliver there', stored: true },
  'invalid-state-transition': { status: 409, title: 'The current state does not allow this', stored: true },
  'payment-already-exists': { status: 409, title: 'The order has a live payment', stored: true },
  'payment-declined': { status: 402, title: 'The payment was declined', stored: true },
  'payment-rejected': { status: 422, title: 'The payment service refused the request', stored: true },
  'capture-exceeds-authorization': { status: 422, title: 'More than the hold that is left', stored: true },
  'refund-exceeds-capture': {
    status: 422,
    title: 'More than what was captured and not refunded',
    stored: true,
  },
  'currency-mismatch': {
    status: 422,
    title: 'The amount is in another currency than the payment',
    stored: true,
  },
  'label-refused': { status: 422, title: 'The carrier refused the label', stored: true },
  'webhook-signature-invalid': { status: 400, title: 'The signature does not match' },
  'dependency-unavailable': { status: 503, title: 'A service that this call needs is not available' },
  'conflict-retry': { status: 503, title: 'Too many changes at once; try again' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, Entry>;

export type ProblemSlug = keyof typeof catalogue;

export const problemSlugs = Object.keys(catalogue) as ProblemSlug[];

export const isStored = (slug: ProblemSlug): boolean => 'stored' in catalogue[slug];
