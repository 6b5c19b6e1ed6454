import type { GetEmailResponseSuccess } from 'resend';
import type { Operation } from '../core/operation.ts';
import { refuse } from './refuse.ts';
import type { ResendState } from './state.ts';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export const emailsGet: Operation<ResendState> = {
  id: 'resend.emails.get',
  method: 'GET',
  path: '/emails/:id',
  handle: (state, { params }) => {
    const id = params['id'] ?? '';
    if (!uuid.test(id)) throw refuse(422, 'validation_error', 'The `id` must be a valid UUID.');
    const found = state.emails.find((email) => email.id === id);
    if (found === undefined) throw refuse(404, 'not_found', 'Email not found');
    const { headers: _headers, attachments: _attachments, idempotencyKey: _key, ...email } = found;
    return { status: 200, body: structuredClone(email) satisfies GetEmailResponseSuccess };
  },
};
