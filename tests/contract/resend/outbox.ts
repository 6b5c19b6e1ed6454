import type { Fakes } from '@topheavy/fakes';
import { Resend } from 'resend';

export const resendAt = (fakes: Fakes, key = 're_test'): Resend =>
  new Resend(key, { baseUrl: fakes.urls.resend });

export const mail = {
  from: 'Shop <orders@shop.example>',
  to: 'ada@customer.example',
  subject: 'Your order 17',
  text: 'Thank you.',
};

type StoredEmail = { subject: string; to: string[]; idempotencyKey: string | null };

/** What the provider has accepted, in order. */
export const sentMails = async (fakes: Fakes): Promise<StoredEmail[]> =>
  ((await fakes.control.state('resend')) as { emails: StoredEmail[] }).emails;
