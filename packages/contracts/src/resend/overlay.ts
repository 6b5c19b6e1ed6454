import type { OverlayEntry } from '../derive/overlay.ts';
import { text } from '../formats.ts';

const reference = 'resend.com/docs/api-reference';

const emailTime = String.raw`^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{6}\+00$`;

export const resendOverlay: readonly OverlayEntry[] = [
  {
    at: ['CreateEmailResponseSuccess.id', 'AcceptedBatch.data[].id', 'GetEmailResponseSuccess.id'],
    and: text.uuid,
    source: `${reference}/emails/send-email, example response`,
  },
  {
    at: ['AcceptedBatch.errors'],
    required: false,
    source: `${reference}/emails/send-batch-emails: with permissive validation only`,
  },
  {
    at: ['AcceptedBatch.data'],
    and: { maxItems: 100 },
    source: `${reference}/emails/send-batch-emails: up to 100 emails`,
  },
  {
    at: ['BatchRequest'],
    and: { minItems: 1, maxItems: 100 },
    source: `${reference}/emails/send-batch-emails: up to 100 emails`,
  },
  {
    at: ['AcceptedBatch.errors[].index'],
    and: { minimum: 0 },
    source: `${reference}/emails/send-batch-emails: an index into the batch`,
  },
  {
    at: ['GetEmailResponseSuccess.created_at'],
    and: { pattern: emailTime },
    source: `${reference}/emails/retrieve-email, example response`,
  },
  {
    at: ['GetEmailResponseSuccess.scheduled_at', 'EmailRequest.scheduled_at', 'BatchRequest[].scheduled_at'],
    and: text.dateTime,
    source: `${reference}/emails/send-email: ISO 8601`,
  },
  {
    at: ['GetEmailResponseSuccess.to'],
    and: { minItems: 1 },
    source: `${reference}/emails/send-email: a recipient is required`,
  },
  {
    at: [
      'GetEmailResponseSuccess.from',
      'GetEmailResponseSuccess.message_id',
      'GetEmailResponseSuccess.to[]',
      'EmailRequest.from',
      'EmailRequest.to',
      'BatchRequest[].from',
      'BatchRequest[].to',
    ],
    and: { pattern: '@' },
    source: `${reference}/emails/send-email: email@example.com or Name <email@example.com>`,
  },
  {
    at: ['ErrorResponse.statusCode'],
    is: { type: 'integer', minimum: 400, maximum: 599 },
    source: `${reference}/errors: the status of the answer`,
  },
  { at: ['ErrorResponse.message'], and: text.notEmpty, source: `${reference}/errors` },
];
