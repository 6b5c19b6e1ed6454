import { later, operation, type GatewayOperation } from '../gateway-operation.ts';

const AGAIN = 'is sent again by the relay, and delivered once';

export const resendOperations: readonly GatewayOperation[] = [
  operation({
    title: 'a mail at Resend',
    provider: 'resend',
    op: 'resend.emails.send',
    call: 'email send',
    changes: true,
    form: {
      field: '$.id',
      otherType: 'number',
      enumeration: { none: 'the shop acts on no enumeration in this answer' },
      amount: { none: 'there is no amount in this answer' },
    },
    answers: {
      late: [{ waiting: 0 }, 'is sent'],
      open: [{ waiting: 1 }, AGAIN],
      away: [{ waiting: 1 }, AGAIN],
      refused: [{ waiting: 1 }, AGAIN],
    },
    async given(shop) {
      const order = await shop.given.placedOrder();
      return { order };
    },
    errand(shop, { order }) {
      const relay = () => shop.relayAll({ minutesLater: 1 });
      return {
        async act(by) {
          await shop.relayAll(later(0, by));
          const waiting = await shop.sql('SELECT FROM outbox WHERE published_at IS NULL AND dead_at IS NULL');
          return { waiting: waiting.length };
        },
        settle: { open: relay, away: relay, refused: relay },
        outcome: async () =>
          (await shop.mails()).map(({ to, subject }) => ({ to, about: subject.includes(order.id) })),
      };
    },
    done: [{ about: true }],
  }),
];
