import { z } from 'zod';
import { addressOf, domainOf } from './addresses.ts';
import { refuse } from './refuse.ts';
import type { ResendState } from './state.ts';

const addresses = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const schema = z.object({
  from: z.string(),
  to: addresses,
  subject: z.string(),
  html: z.string().nullish(),
  text: z.string().nullish(),
  bcc: addresses.nullish(),
  cc: addresses.nullish(),
  reply_to: addresses.nullish(),
  headers: z.record(z.string(), z.string()).nullish(),
  attachments: z.array(z.record(z.string(), z.unknown())).nullish(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  scheduled_at: z.iso.datetime({ offset: true }).nullish(),
  topic_id: z.string().nullish(),
});

export type EmailRequest = z.infer<typeof schema>;

const invalid = (message: string) => refuse(422, 'validation_error', message);

/** What may be sent, or Resend's refusal of the first thing that is wrong with it. */
export const readEmail = (state: ResendState, body: unknown): EmailRequest => {
  const asked: Record<string, unknown> = { ...Object(body) };
  // Templates live in the account, and this account has none.
  if (asked['template'] !== undefined) throw refuse(404, 'not_found', 'Template not found');
  for (const field of ['from', 'to', 'subject']) {
    const value = asked[field];
    if (
      value === undefined ||
      value === null ||
      value === '' ||
      (Array.isArray(value) && value.length === 0)
    ) {
      throw refuse(422, 'missing_required_field', `Missing \`${field}\` field.`);
    }
  }
  const parsed = schema.safeParse(asked);
  if (!parsed.success) throw invalid(`Invalid \`${String(parsed.error.issues[0]?.path[0])}\` field.`);
  const email = parsed.data;
  refuseAddresses(email);
  if (!email.html && !email.text) throw invalid('Missing `html` or `text` field.');
  if (
    email.tags?.some((tag) => ![tag.name, tag.value].every((part) => /^[\w-]{1,256}$/.test(part))) === true
  ) {
    throw invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes.');
  }
  const domain = domainOf(email.from);
  if (state.unverifiedDomains.includes(domain)) {
    throw refuse(
      403,
      'validation_error',
      `The ${domain} domain is not verified. Please, add and verify your domain on https://resend.com/domains`,
    );
  }
  return email;
};

const refuseAddresses = (email: EmailRequest): void => {
  const fields = {
    from: [email.from],
    to: email.to,
    cc: email.cc,
    bcc: email.bcc,
    reply_to: email.reply_to,
  };
  for (const [field, values] of Object.entries(fields)) {
    if (values?.some((value) => addressOf(value) === undefined) === true) {
      throw invalid(
        `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
      );
    }
  }
  if (email.to.length > 50) throw invalid('The `to` field takes at most 50 recipients.');
};
