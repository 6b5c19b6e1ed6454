import type { CreateBatchSuccessResponse } from 'resend';
import type { Operation, Reply } from '../core/operation.ts';
import { acceptEmail } from './accept-email.ts';
import { idempotencyKey } from './idempotency.ts';
import { type EmailRequest, readEmail } from './read-email.ts';
import { refuse, ResendRefusal } from './refuse.ts';
import type { ResendState } from './state.ts';

/** The SDK's type for a strict batch intersects with Record<string, never>, which nothing satisfies. */
type Permissive = CreateBatchSuccessResponse<{ batchValidation: 'permissive' }>;

const mostEmails = 100;

/** All or none; with `x-batch-validation: permissive` those that are valid, and the faults of the others. */
export const emailsSendBatch: Operation<ResendState> = {
  id: 'resend.emails.send_batch',
  method: 'POST',
  path: '/emails/batch',
  handle: (state, request, context): Reply => {
    const key = idempotencyKey(request);
    const { body } = request;
    if (!Array.isArray(body) || body.length === 0 || body.length > mostEmails) {
      throw refuse(422, 'validation_error', `A batch must be an array of 1 to ${mostEmails} emails.`);
    }
    const permissive = request.headers['x-batch-validation'] === 'permissive';
    const read = body.map((email: unknown) => readOrRefusal(state, email, permissive));
    const data = read.flatMap((email) =>
      email instanceof ResendRefusal ? [] : [{ id: acceptEmail(state, email, key, context) }],
    );
    if (!permissive) return { status: 200, body: { data } satisfies Pick<Permissive, 'data'> };
    const errors = read.flatMap((email, index) =>
      email instanceof ResendRefusal ? [{ index, message: email.problem }] : [],
    );
    return { status: 200, body: { data, errors } satisfies Permissive };
  },
};

const readOrRefusal = (
  state: ResendState,
  body: unknown,
  permissive: boolean,
): EmailRequest | ResendRefusal => {
  try {
    return readEmail(state, body);
  } catch (error) {
    if (permissive && error instanceof ResendRefusal) return error;
    throw error;
  }
};
