import type { Fakes } from '@topheavy/fakes';
import { Resend } from 'resend';
import type { Target } from '../target/test-at-target.ts';

export const resendAt = ({ urls }: Target, key = 're_test'): Resend =>
  new Resend(key, { baseUrl: urls.resend });

export const mail = {
  from: 'Shop <orders@shop.example>',
  // Resend takes mail to this address, delivers it to nobody, and says that it was delivered.
  to: 'delivered@resend.dev',
  subject: 'Your order 17',
  text: 'Thank you.',
};

type StoredEmail = { subject: string; to: string[]; idempotencyKey: string | null };

/** What the provider has accepted, in order. */
export const sentMails = async (fakes: Fakes): Promise<StoredEmail[]> =>
  ((await fakes.control.state('resend')) as { emails: StoredEmail[] }).emails;
