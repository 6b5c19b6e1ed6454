import type { FaultEffect } from '@topheavy/testbed';
import type { GatewayOperation, Knowledge, Phase } from './gateway-operation.ts';

/** One way in which a provider goes wrong, and what it leaves the shop knowing. */
export type Fault = {
  /** As it goes on in a title: `a capture at Stripe … that is never answered`. */
  readonly title: string;
  /** What the fake does; a reason in words where this operation knows no such thing. */
  readonly effect: FaultEffect | ((operation: GatewayOperation) => FaultEffect | string);
  readonly leaves: Knowledge;
  /** The call ends at the shop's deadline, so an API with a short one makes it. */
  readonly untilDeadline?: true;
  /** The phases in which there is no such fault, and why. */
  readonly except?: Readonly<Partial<Record<Phase, string>>>;
};

const SAYS_NO =
  'this answer says that nothing was done; a provider that says so after doing it leaves nothing to go by';

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

export const FAULTS: readonly Fault[] = [
  { title: 'that takes its time', effect: { kind: 'delay', ms: 1 }, leaves: 'late' },
  { title: 'that is never answered', effect: { kind: 'hang' }, leaves: 'open', untilDeadline: true },
  { title: 'whose connection is reset', effect: { kind: 'reset', at: 'start' }, leaves: 'open' },
  { title: 'whose connection is closed without a byte', effect: { kind: 'empty-reply' }, leaves: 'open' },
  { title: 'that fails with 500', effect: status(500, 'internal_server_error'), leaves: 'open' },
  { title: 'that fails with 503 and a page of HTML', effect: { kind: 'html', code: 503 }, leaves: 'open' },
  {
    title: 'that runs into the provider’s own timeout (408)',
    effect: status(408, 'timeout'),
    leaves: 'open',
  },
  {
    title: 'that is answered with 200 and a page of HTML',
    effect: { kind: 'html', code: 200 },
    leaves: 'open',
  },
  { title: 'that is answered with 200 and nothing', effect: { kind: 'body', body: '' }, leaves: 'open' },
  {
    title: 'that is answered with 200 and an error',
    effect: { kind: 'body', body: error('internal_server_error') },
    leaves: 'open',
  },
  { title: 'whose earlier try is still at work', effect: stillAtWork, leaves: 'open' },
  {
    title: 'that is one too many (429)',
    effect: status(429, 'rate_limit_exceeded', { 'retry-after': '2' }),
    leaves: 'away',
    except: { 'after-effect': SAYS_NO },
  },
  {
    title: 'whose API key is no longer valid (401)',
    effect: status(401, 'unauthorized'),
    leaves: 'away',
    except: { 'after-effect': SAYS_NO },
  },
  {
    title: 'that the provider refuses (400)',
    effect: status(400, 'invalid_request'),
    leaves: 'refused',
    except: { 'after-effect': SAYS_NO },
  },
];

/** Kinds of faults that the fakes know and that no row above is about: a compile error names them. */
type Untried = Exclude<
  FaultEffect['kind'],
  'delay' | 'hang' | 'reset' | 'empty-reply' | 'status' | 'html' | 'body' | 'hold'
>;
const untried: Untried[] = [];
void untried;
