import { describeOperations } from '../operation.ts';

/** Statuses: resend.com/docs/api-reference/errors. */
export const resendOperations = describeOperations(
  'resend',
  { schema: 'Failure', statuses: [400, 401, 403, 404, 405, 409, 422, 429, 451, 500] },
  [
    {
      id: 'resend.emails.send',
      method: 'POST',
      path: '/emails',
      request: { in: 'json', schema: 'EmailRequest' },
      success: { 200: 'Accepted' },
    },
    {
      id: 'resend.emails.send_batch',
      method: 'POST',
      path: '/emails/batch',
      request: { in: 'json', schema: 'BatchRequest', refusedIn: 'errors' },
      success: { 200: 'AcceptedBatch' },
    },
    {
      id: 'resend.emails.get',
      method: 'GET',
      path: '/emails/{id}',
      request: { in: 'nowhere' },
      success: { 200: 'Email' },
      repeats: { 'path.id': 'id' },
    },
  ],
);
