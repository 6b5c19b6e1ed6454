import type { FaultEffect } from '@topheavy/testbed';
import type { AnswerForm, GatewayOperation, Knowledge, Phase } from './gateway-operation.ts';

/** One way in which a provider goes wrong, and what it leaves the shop knowing. */
export type Fault = {
  /** As it goes on in a title: `a capture at Stripe … that is never answered`. */
  readonly title: string;
  /** What the fake does; a reason in words where this operation knows no such thing. */
  readonly effect: FaultEffect | ((operation: GatewayOperation) => FaultEffect | string);
  readonly leaves: Knowledge;
  /** Stands for all that leave the shop knowing the same, where a call is tried again from another place. */
  readonly representative?: true;
  /** The call ends at the shop's deadline, so an API with a short one makes it. */
  readonly untilDeadline?: true;
  /** What operators read of it behind the call's name; nothing of what does no harm or is the customer's to hear. */
  readonly logged?: RegExp | undefined;
  /** The phases in which there is no such fault, and why. */
  readonly except?: Readonly<Partial<Record<Phase, string>>>;
};

const NEEDS_THE_ANSWER = 'this is done to the provider’s own answer, which it gives once it has acted';

const NO_ANSWER = /^no answer within \d+ ms/;
/** In the words of the provider's client, as far as it tells these apart. */
const UNREADABLE = /^the answer could not be read|^no answer could be read|^answered 200 without a JSON body/;
/** With what the system said, which is the cause of the cause. Resend's client keeps it to itself. */
const NO_CONNECTION =
  /^(no connection \(ECONNREFUSED\): ){2}(connect|fetch failed: connect|An error)|^no answer could be read/;
const RESET =
  /^(connection lost \((ECONNRESET|UND_ERR_SOCKET)\): ){2}(read|socket|fetch failed|An error)|^no answer could be read/;
const LOST = new RegExp(`^connection lost \\((ECONNRESET|UND_ERR_SOCKET)\\)|${UNREADABLE.source}`);
const NOT_AS_AGREED = /^the answer is not as agreed \((\(body\)|[\w.]+): \w+/;
const NOT_AN_ANSWER = new RegExp(`${UNREADABLE.source}|${NOT_AS_AGREED.source}`);

/** An answer in a form that the contract does not have. */
const drift = (
  title: string,
  change: (form: AnswerForm) => DriftChange | string,
  rest: Partial<Fault> = {},
): Fault => ({
  title,
  effect({ form }) {
    const made = change(form);
    return typeof made === 'string' ? made : { kind: 'drift', changes: [made] };
  },
  leaves: 'open',
  logged: NOT_AS_AGREED,
  except: { 'before-effect': NEEDS_THE_ANSWER },
  ...rest,
});

const SAYS_NO =
  'this answer says that nothing was done; a provider that says so after doing it leaves nothing to go by';

/** `$.data[*].status` → `status`. */
const nameOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

const error = (code: string) => ({ error: { code, type: code, message: 'By a test.' }, errors: [{ code }] });

/** What these providers answer to a repetition while the first request is still at work. */
const STILL_AT_WORK: Readonly<Record<string, FaultEffect>> = {
  stripe: { kind: 'status', code: 409, body: error('idempotency_key_in_use') },
  easypost: { kind: 'status', code: 422, body: error('SHIPMENT.PURCHASE.IN_PROGRESS') },
  resend: {
    kind: 'status',
    code: 409,
    body: { statusCode: 409, name: 'concurrent_idempotent_requests', message: 'By a test.' },
  },
};

const stillAtWork = ({ op, changes }: GatewayOperation): FaultEffect | string =>
  (changes && STILL_AT_WORK[op.split('.')[0] ?? '']) || 'it has no such answer';

/** Resend's errors have a form of their own. */
const status = (code: number, name: string, headers = {}) => ({
  kind: 'status' as const,
  code,
  headers,
  body: { ...error(name), statusCode: code, name, message: 'By a test.' },
});

type DriftChange = Extract<FaultEffect, { kind: 'drift' }>['changes'][number];

const broken = (title: string, effect: FaultEffect, rest: Partial<Fault> = {}): Fault => ({
  title,
  effect,
  leaves: 'open',
  logged: LOST,
  except: { 'before-effect': NEEDS_THE_ANSWER },
  ...rest,
});

/** EasyPost makes a draft to quote for, so that is no reading. */
export const readsBack = ({ op, changes }: GatewayOperation): boolean => !changes && !op.endsWith('.create');

export const FAULTS: readonly Fault[] = [
  { title: 'that takes its time', effect: { kind: 'delay', ms: 1 }, leaves: 'late', representative: true },
  {
    // Two and a half times the patience of the API that asks.
    title: 'that is answered when the shop has given up',
    effect: { kind: 'delay', ms: 150 },
    leaves: 'open',
    untilDeadline: true,
    logged: NO_ANSWER,
    except: { 'before-effect': 'what comes too late is the answer: by then the provider has done it' },
  },
  {
    title: 'that is never answered',
    effect: { kind: 'hang' },
    leaves: 'open',
    untilDeadline: true,
    logged: NO_ANSWER,
  },
  {
    title: 'whose connection is reset',
    effect: { kind: 'reset', at: 'start' },
    leaves: 'open',
    logged: RESET,
  },
  {
    title: 'whose connection is closed without a byte',
    effect: { kind: 'empty-reply' },
    leaves: 'open',
    logged: RESET,
  },
  {
    title: 'whose connection is refused',
    effect: { kind: 'refuse' },
    leaves: 'away',
    logged: NO_CONNECTION,
    except: { 'after-effect': 'what is asked over a refused connection never arrives' },
  },
  {
    title: 'that fails with 500',
    effect: status(500, 'internal_server_error'),
    leaves: 'open',
    logged: /^answered 500\b/,
    representative: true,
  },
  {
    title: 'that fails with 503 and a page of HTML',
    effect: { kind: 'html', code: 503 },
    leaves: 'open',
    // Stripe's own client reads the body before it looks at the status.
    logged: /^answered 503\b|^the answer could not be read/,
  },
  {
    title: 'that runs into the provider’s own timeout (408)',
    effect: status(408, 'timeout'),
    leaves: 'open',
    logged: /^answered 408\b/,
  },
  {
    title: 'that is answered with 200 and a page of HTML',
    effect: { kind: 'html', code: 200 },
    leaves: 'open',
    logged: NOT_AN_ANSWER,
  },
  {
    title: 'that is answered with 200 and nothing',
    effect: { kind: 'body', body: '' },
    leaves: 'open',
    logged: NOT_AN_ANSWER,
  },
  {
    title: 'that is answered with 200 and an error',
    effect: { kind: 'body', body: error('internal_server_error') },
    leaves: 'open',
    logged: NOT_AN_ANSWER,
  },
  {
    title: 'whose earlier try is still at work',
    effect: stillAtWork,
    leaves: 'open',
    logged: /^answered 4\d\d [\w.]+/,
  },
  {
    title: 'that is answered as before the last change',
    effect: (operation) =>
      readsBack(operation)
        ? 'each question has a promise of its own: stale-reads.test.ts'
        : 'it reads nothing that was written before',
    leaves: 'late',
  },
  {
    title: 'that is one too many (429)',
    effect: status(429, 'rate_limit_exceeded', { 'retry-after': '2' }),
    leaves: 'away',
    logged: /^answered 429\b/,
    except: { 'after-effect': SAYS_NO },
  },
  {
    title: 'whose API key is no longer valid (401)',
    effect: status(401, 'unauthorized'),
    leaves: 'away',
    logged: /^answered 401\b/,
    representative: true,
    except: { 'after-effect': SAYS_NO },
  },
  {
    title: 'that the provider refuses (400)',
    effect: status(400, 'invalid_request'),
    leaves: 'refused',
    representative: true,
    except: { 'after-effect': SAYS_NO },
  },
  {
    title: 'whose path is gone (404)',
    effect: status(404, 'no_such_path'),
    leaves: 'refused',
    except: { 'after-effect': SAYS_NO },
  },
  broken(
    'that is answered a byte at a time, for longer than anybody waits',
    { kind: 'drip', bytes: 1, everyMs: 20 },
    { untilDeadline: true, logged: NO_ANSWER },
  ),
  broken('whose connection is reset in the middle of the answer', { kind: 'reset', at: 10 }),
  broken('whose answer is cut off', { kind: 'truncate', at: 10, how: 'content-length' }),
  broken('whose answer is cut off between chunks', { kind: 'truncate', at: 10, how: 'chunked' }),
  broken('whose answer is cut off and said to be whole', { kind: 'truncate', at: 10, how: 'clean' }),
  broken('whose answer has a malformed chunk', { kind: 'malformed-chunk' }),
  drift('in whose answer a field was renamed', ({ field }) => ({
    change: 'rename',
    path: field,
    to: `${nameOf(field)}_v2`,
  })),
  drift('in whose answer a field has another type', ({ field, otherType }) => ({
    change: 'retype',
    path: field,
    to: otherType,
  })),
  drift('in whose answer a field is missing', ({ field }) => ({ change: 'remove', path: field })),
  drift('in whose answer a field has moved into an object', ({ field }) => ({
    change: 'nest',
    path: field,
    under: 'v2',
  })),
  drift(
    'in whose answer a field is new',
    ({ field }) => ({ change: 'add', path: `${field}_since`, value: 2030 }),
    { leaves: 'late', logged: undefined },
  ),
  drift(
    'in whose answer a value is new',
    ({ enumeration }) =>
      typeof enumeration === 'string'
        ? { change: 'enum', path: enumeration, value: 'v2_value' }
        : enumeration.none,
    { logged: new RegExp(`${NOT_AS_AGREED.source}|^the answer has no rate from EUR to USD`) },
  ),
  drift(
    'in whose answer an amount is in another unit',
    ({ amount }) =>
      typeof amount === 'string' ? { change: 'unit', path: amount, times: 0.01 } : amount.none,
    { logged: new RegExp(`${NOT_AS_AGREED.source}|over another amount|about (another|a smaller) amount`) },
  ),
];
