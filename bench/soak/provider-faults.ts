import type { FaultEffect, FaultPhase } from '@topheavy/fakes';

type Call = {
  readonly op: string;
  /** Repeating it does no harm by itself, so a look at an older state is a fault of its own. */
  readonly reads: boolean;
  /** Of its answer: what drifts. */
  readonly field: string;
};

/** Every call that the shop makes. */
export const CALLS: readonly [Call, ...Call[]] = [
  { op: 'stripe.payment_intents.create', reads: false, field: '$.status' },
  { op: 'stripe.payment_intents.capture', reads: false, field: '$.status' },
  { op: 'stripe.refunds.create', reads: false, field: '$.status' },
  { op: 'stripe.payment_intents.cancel', reads: false, field: '$.status' },
  { op: 'stripe.payment_intents.retrieve', reads: true, field: '$.status' },
  { op: 'stripe.payment_intents.list', reads: true, field: '$.data[*].status' },
  { op: 'stripe.refunds.list', reads: true, field: '$.data[*].status' },
  { op: 'easypost.shipments.create', reads: false, field: '$.rates[*].rate' },
  { op: 'easypost.shipments.buy', reads: false, field: '$.selected_rate.rate' },
  { op: 'easypost.shipments.retrieve', reads: true, field: '$.selected_rate.rate' },
  { op: 'resend.emails.send', reads: false, field: '$.id' },
  { op: 'square.inventory.batch_change', reads: false, field: '$.counts[*].quantity' },
  { op: 'square.inventory.batch_retrieve_counts', reads: true, field: '$.counts[*].quantity' },
  { op: 'vatcomply.vat_rates.list', reads: true, field: '$[*].standard_rate' },
  { op: 'frankfurter.rates.list', reads: true, field: '$[*].rate' },
];

export type Ailment = {
  readonly effect: FaultEffect;
  readonly phases: readonly [FaultPhase, ...FaultPhase[]];
};

const error = (code: string) => ({
  error: { code, type: code, message: 'By the soak.' },
  errors: [{ code }],
  name: code,
  message: 'By the soak.',
});

const status = (code: number, name: string, headers = {}): FaultEffect => ({
  kind: 'status',
  code,
  headers,
  body: { ...error(name), statusCode: code },
});

const EITHER = ['before-effect', 'after-effect'] as const;
/** Says that nothing was done: after doing it, it would be a lie that nobody can see through. */
const BEFORE = ['before-effect'] as const;
/** Done to the provider's own answer. */
const AFTER = ['after-effect'] as const;

/** What can go wrong with such a call. */
export function ailmentsOf({ reads, field }: Call): readonly [Ailment, ...Ailment[]] {
  const name = field.slice(field.lastIndexOf('.') + 1);
  return [
    { effect: { kind: 'delay', ms: 150 }, phases: EITHER },
    { effect: { kind: 'hang' }, phases: EITHER },
    { effect: { kind: 'hold' }, phases: EITHER },
    { effect: { kind: 'reset', at: 'start' }, phases: EITHER },
    { effect: { kind: 'empty-reply' }, phases: EITHER },
    { effect: status(500, 'internal_server_error'), phases: EITHER },
    { effect: status(408, 'timeout'), phases: EITHER },
    { effect: { kind: 'html', code: 503 }, phases: EITHER },
    { effect: { kind: 'html', code: 200 }, phases: EITHER },
    { effect: { kind: 'body', body: '' }, phases: EITHER },
    { effect: { kind: 'body', body: error('internal_server_error') }, phases: EITHER },
    { effect: status(429, 'rate_limit_exceeded', { 'retry-after': '1' }), phases: BEFORE },
    { effect: status(401, 'unauthorized'), phases: BEFORE },
    { effect: status(400, 'invalid_request'), phases: BEFORE },
    { effect: { kind: 'drip', bytes: 1, everyMs: 10 }, phases: AFTER },
    { effect: { kind: 'reset', at: 10 }, phases: AFTER },
    { effect: { kind: 'truncate', at: 10, how: 'content-length' }, phases: AFTER },
    { effect: { kind: 'truncate', at: 10, how: 'chunked' }, phases: AFTER },
    { effect: { kind: 'truncate', at: 10, how: 'clean' }, phases: AFTER },
    { effect: { kind: 'malformed-chunk' }, phases: AFTER },
    { effect: { kind: 'drift', changes: [{ change: 'remove', path: field }] }, phases: AFTER },
    {
      effect: { kind: 'drift', changes: [{ change: 'rename', path: field, to: `${name}_v2` }] },
      phases: AFTER,
    },
    { effect: { kind: 'drift', changes: [{ change: 'retype', path: field, to: 'array' }] }, phases: AFTER },
    { effect: { kind: 'drift', changes: [{ change: 'nest', path: field, under: 'v2' }] }, phases: AFTER },
    ...(reads ? [{ effect: { kind: 'stale' }, phases: AFTER } as const] : []),
  ];
}

export const EVENTS: readonly [string, ...string[]] = [
  'payment_intent.created',
  'payment_intent.amount_capturable_updated',
  'payment_intent.succeeded',
  'payment_intent.canceled',
  'payment_intent.payment_failed',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'tracker.created',
];

export const DELIVERIES: readonly [FaultEffect, ...FaultEffect[]] = [
  { kind: 'deliver', times: 2 },
  { kind: 'deliver', times: 3 },
  { kind: 'deliver', reorder: 1 },
  { kind: 'deliver', reorder: 2 },
  { kind: 'deliver', delayMs: 2000 },
  { kind: 'deliver', drop: true },
  { kind: 'deliver', signature: 'bad' },
  { kind: 'deliver', early: true },
];
