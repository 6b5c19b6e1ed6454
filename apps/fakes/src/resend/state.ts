import type { GetEmailResponseSuccess } from 'resend';
import type { Context } from '../core/operation.ts';

/** An email as Resend answers it, and what it does not answer but a test may want to see. */
export type SentEmail = GetEmailResponseSuccess & {
  headers: Record<string, string>;
  attachments: unknown[];
  idempotencyKey: string | null;
};

export type ResendState = {
  /** In the order in which they were accepted. */
  emails: SentEmail[];
  unverifiedDomains: string[];
};

export const initialState = (): ResendState => ({ emails: [], unverifiedDomains: [] });

/** A scheduled email leaves when its time has come. */
export const deliverScheduled = (state: ResendState, { clock }: Context): void => {
  for (const email of state.emails) {
    if (email.last_event !== 'scheduled' || email.scheduled_at === null) continue;
    if (Date.parse(email.scheduled_at) <= clock.now()) email.last_event = 'delivered';
  }
};
