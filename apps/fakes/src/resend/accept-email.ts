import type { Context } from '../core/operation.ts';
import { addressOf } from './addresses.ts';
import type { EmailRequest } from './read-email.ts';
import type { ResendState, SentEmail } from './state.ts';

/** Stores the email as sent and returns its id. */
export const acceptEmail = (
  state: ResendState,
  email: EmailRequest,
  idempotencyKey: string | undefined,
  { clock, ids }: Context,
): string => {
  const id = ids.uuid();
  const scheduledAt = email.scheduled_at ?? null;
  const isLater = scheduledAt !== null && Date.parse(scheduledAt) > clock.now();
  state.emails.push({
    object: 'email',
    id,
    message_id: `<${id}@eu-west-1.amazonses.com>`,
    to: email.to,
    from: email.from,
    created_at: timestamp(clock.now()),
    subject: email.subject,
    html: email.html ?? null,
    text: email.text ?? null,
    bcc: email.bcc ?? [],
    cc: email.cc ?? [],
    reply_to: email.reply_to ?? [],
    last_event: isLater ? 'scheduled' : fate(email.to),
    scheduled_at: scheduledAt,
    ...(email.tags && { tags: email.tags }),
    ...(email.topic_id && { topic_id: email.topic_id }),
    headers: email.headers ?? {},
    attachments: email.attachments ?? [],
    idempotencyKey: idempotencyKey ?? null,
  });
  return id;
};

/** '2026-04-03 22:13:42.674000+00', as Resend writes times. */
const timestamp = (nowMs: number): string =>
  new Date(nowMs).toISOString().replace('T', ' ').replace('Z', '000+00');

/** Resend's test addresses (https://resend.com/docs/dashboard/emails/send-test-emails), labels included. */
const testAddress = /^(bounced|complained|suppressed)(\+[^@]*)?@resend\.dev$/;

const fate = (recipients: readonly string[]): SentEmail['last_event'] => {
  for (const recipient of recipients) {
    const event = testAddress.exec(addressOf(recipient) ?? '')?.[1];
    if (event === 'bounced' || event === 'complained' || event === 'suppressed') return event;
  }
  return 'delivered';
};
