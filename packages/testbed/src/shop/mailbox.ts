import type { Id } from './carts.ts';
import type { ShopContext } from './context.ts';

type SentMail = {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string | null;
  readonly idempotencyKey: string | null;
};

export type Announcement = { readonly id: string; readonly type: string; readonly version: number };

/** What the shop announces of an order, and the mail that reaches people because of it. */
export function mailbox({ world }: ShopContext) {
  const mails = async (): Promise<readonly SentMail[]> =>
    ((await world.fakes.control.state('resend')) as { emails: readonly SentMail[] }).emails;
  return {
    /** The mail service refuses the next mails to this address or of this subject, and is not down for that. */
    turnMailsAway: (match: { to?: string; subject?: string } = {}, times = 1) =>
      world.fakes.control.arm({
        on: { op: 'resend.emails.send', match: { body: match } },
        nth: { from: 1, to: times },
        phase: 'before-effect',
        effect: {
          kind: 'status',
          code: 429,
          body: { statusCode: 429, name: 'rate_limit_exceeded', message: 'Too many requests.' },
        },
      }),
    /** Every mail that was delivered, in order. */
    mails,
    /** The subjects of the mails about this order, in the order in which they were sent. */
    async mailsAbout(order: Id): Promise<string[]> {
      const all = await mails();
      return all.filter(({ subject }) => subject.includes(order.id)).map(({ subject }) => subject);
    },
    /** The outbox of the order itself, without its payments and shipments, oldest first. */
    async announcements(order: Id): Promise<Announcement[]> {
      const { rows } = await world.database.query<Announcement>(
        'SELECT id, type, aggregate_version AS version FROM outbox WHERE aggregate_id = $1 ORDER BY aggregate_version',
        [order.id],
      );
      return rows;
    },
  };
}
