import type { CreateEmailResponseSuccess } from 'resend';
import type { Operation } from '../core/operation.ts';
import { acceptEmail } from './accept-email.ts';
import { idempotencyKey } from './idempotency.ts';
import { readEmail } from './read-email.ts';
import type { ResendState } from './state.ts';

export const emailsSend: Operation<ResendState> = {
  id: 'resend.emails.send',
  method: 'POST',
  path: '/emails',
  handle: (state, request, context) => {
    const key = idempotencyKey(request);
    const id = acceptEmail(state, readEmail(state, request.body), key, context);
    return { status: 200, body: { id } satisfies CreateEmailResponseSuccess };
  },
};
