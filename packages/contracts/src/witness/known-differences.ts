import type { Difference } from './witness.ts';

/** A difference that is there for a reason. One that no longer occurs fails the tests: the list is never stale. */
export type KnownDifference = {
  /** An operation; with `*` at the end, all that begin like it. */
  readonly operation: string;
  /** Begins with `$.`, or with `$..` for any depth; `.*` at the end stands for every field. */
  readonly path: string;
  readonly reason: string;
};

/** Where our fakes answer otherwise than what is published. */
export const fakesDiffer: readonly KnownDifference[] = [
  {
    operation: 'stripe.*',
    path: '$..metadata.*',
    reason: 'metadata has the names that the caller chose; the fixtures have none, or one of their own',
  },
  {
    operation: 'stripe.*',
    path: '$..allowed_payment_method_types',
    reason: 'newer than the fixtures of July 2026; in the types of stripe 23.1.0',
  },
  {
    operation: 'stripe.*',
    path: '$..payment_record',
    reason: 'newer than the fixtures of July 2026; in the types of stripe 23.1.0',
  },
  {
    operation: 'stripe.*',
    path: '$..payment_method_options.card',
    reason: 'the fixture has no options of any payment method; the fake shows those of the card, as typed',
  },
  {
    operation: 'stripe.*',
    path: '$..automatic_payment_methods.allow_redirects',
    reason: 'optional in the types; the fixture leaves it out',
  },
  {
    operation: 'stripe.*',
    path: '$..next_action.redirect_to_url',
    reason: 'the fixture has a made-up type of action, so no details of one',
  },
  {
    operation: 'stripe.*',
    path: '$..last_payment_error.*',
    reason: 'the fixture has an error with nothing but its type',
  },
  {
    operation: 'stripe.*',
    path: '$..destination_details.card.reference_status',
    reason: 'the fixture has a reversal, which has no reference; the fake makes a refund, which has one',
  },
  {
    operation: 'stripe.*',
    path: '$..destination_details.card.reference_type',
    reason: 'as reference_status',
  },
  {
    operation: 'stripe.*',
    path: '$..refunds',
    reason: 'the fixture shows it expanded; since API version 2022-11-15 a charge has it only when asked for',
  },
  {
    operation: 'stripe.*',
    path: '$..outcome.risk_level',
    reason: 'optional in the types: the fixture leaves out the risk, which test cards do have',
  },
  { operation: 'stripe.*', path: '$..outcome.risk_score', reason: 'as risk_level' },
  {
    operation: 'stripe.*',
    path: '$..payment_method_details.card.electronic_commerce_indicator',
    reason: 'newer than the fixtures of July 2026, which have it in three_d_secure',
  },
  {
    operation: 'stripe.*',
    path: '$..payment_method_details.card.capture_before',
    reason: 'only there while an amount is held; the fixture is of a charge that was never held',
  },
  {
    operation: 'vatcomply.vat_rates.list',
    path: '$[*].rate_comments.*',
    reason: 'a map from a rate to its annotations; the two countries of the example have none',
  },
  {
    operation: 'easypost.shipments.buy',
    path: '$..verifications.*',
    reason: 'only there once EasyPost was asked to verify an address; the fake does not offer to',
  },
  {
    operation: 'square.inventory.*',
    path: '$.errors',
    reason: 'the examples show an empty list; the SDK types it as optional, and successes go without it',
  },
  {
    operation: 'square.inventory.batch_change',
    path: '$.changes',
    reason: 'the example is older than the field, which the schema beside it has',
  },
  {
    operation: 'resend.emails.get',
    path: '$.scheduled_at',
    reason: 'the document lacks it; the types of resend 6.38.0 have it',
  },
  {
    operation: 'resend.emails.get',
    path: '$.tags',
    reason: 'the document lacks it; the types of resend 6.38.0 have it',
  },
  {
    operation: 'resend.emails.get',
    path: '$.text',
    reason: 'the document has no null; the types of resend 6.38.0 say that a mail may have no text',
  },
];

/** Where the published examples are otherwise than our schemas, open world. */
export const witnessesDiffer: readonly KnownDifference[] = [
  {
    operation: 'stripe.payment_intents.*',
    path: '$.allowed_payment_method_types',
    reason: 'newer than the fixtures of July 2026; in the types of stripe 23.1.0',
  },
  {
    operation: 'stripe.payment_intents.*',
    path: '$.payment_record',
    reason: 'newer than the fixtures of July 2026; in the types of stripe 23.1.0',
  },
  {
    operation: 'stripe.payment_intents.*',
    path: '$.last_payment_error.message',
    reason: 'the fixture has an error with nothing but its type; an error of a card has a message',
  },
  {
    operation: 'stripe.charges.retrieve',
    path: '$.payment_method_details.card.electronic_commerce_indicator',
    reason: 'newer than the fixtures of July 2026, which have it in three_d_secure',
  },
  {
    operation: 'stripe.events.retrieve',
    path: '$.type',
    reason: 'the fixture is of a plan: an event that no operation here causes',
  },
  {
    operation: 'easypost.trackers.*',
    path: '$.tracking_details[*].est_delivery_date',
    reason: 'newer than the recordings of 2024; in the documentation of 2025',
  },
];

export const isKnown = (
  known: KnownDifference,
  { operation, path }: Pick<Difference, 'operation' | 'path'>,
): boolean => fitsOperation(known.operation, operation) && fitsPath(known.path, path);

const fitsOperation = (known: string, operation: string): boolean =>
  known.endsWith('*') ? operation.startsWith(known.slice(0, -1)) : operation === known;

const fitsPath = (known: string, path: string): boolean => {
  const everyField = known.endsWith('.*');
  const fixed = everyField ? known.slice(0, -1) : known;
  if (fixed.startsWith('$..')) {
    const end = fixed.slice('$.'.length);
    return everyField ? path.includes(end) : path.endsWith(end);
  }
  return everyField ? path.startsWith(fixed) : path === fixed;
};
