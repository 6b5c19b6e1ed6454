import { accepted, openShops, type Shop } from '@topheavy/testbed/lived-in';
import { startPostgres } from '@topheavy/testbed/postgres';
import { misused, options, say, seconds } from './terminal.ts';

const HELP = `node scripts/lived-in-ratios.ts: how much longer calls take in a shop with three years behind it than in an
empty one, on one server and in turns. Fails when the median of a call is beyond 1.5 times.

  --rounds N   how often each call is timed in each shop: 40 unless told
  --help       this text

POSTGRES=docker|embedded|url picks where Postgres comes from (docs/postgres.md).`;

const LIMIT = 1.5;
/** Caches fill and code is compiled; and an empty shop's first page has fewer orders than another's. */
const WARM_UP = 25;

const { values } = options({ options: { rounds: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help === true) {
  say(HELP);
  process.exit(0);
}
const rounds = Number(values.rounds ?? 40);
if (!Number.isSafeInteger(rounds) || rounds < 10)
  misused('--rounds takes a whole number from 10: fewer say nothing of a median');

type Note = (call: string, ms: number) => void;

/** A day in one shop: from the catalogue to the refund. */
async function round(shop: Shop, note: Note): Promise<void> {
  const timed = async <T>(call: string, act: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const answer = await act();
    note(call, performance.now() - startedAt);
    return answer;
  };
  const as = shop.backOffice;
  const cart = await shop.given.cart({ total: '100.00 EUR' });
  accepted(await timed('listProducts', () => shop.listProducts()));
  const order = accepted(await timed('placeOrder', () => shop.placeOrder(cart, '100.00 EUR')));
  accepted(await timed('readOrder', () => shop.readOrder(order)));
  const payment = accepted(await timed('authorizePayment', () => shop.authorize(order)));
  const paid = { id: order.id, paymentId: payment.id };
  accepted(await timed('capturePayment', () => shop.capture(paid, '60.00 EUR')));
  accepted(await timed('refundPayment', () => shop.refund(paid, '10.00 EUR')));
  accepted(await timed('readPayment', () => shop.readPayment(paid)));
  accepted(await timed('listOrders, a customer', () => shop.listOrders()));
  accepted(await timed('listOrders, all', () => shop.listOrders({}, { as })));
  accepted(await timed('listOrders, confirmed', () => shop.listOrders({ status: 'confirmed' }, { as })));
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const startedAt = performance.now();
const server = await startPostgres();
try {
  const { empty, livedIn } = await openShops(server);
  const times = new Map<string, { readonly empty: number[]; readonly livedIn: number[] }>();
  for (let i = -WARM_UP; i < rounds; i += 1) {
    const turns = [
      ['empty', empty.shop],
      ['livedIn', livedIn.shop],
    ] as const;
    for (const [where, shop] of i % 2 === 0 ? turns : turns.toReversed())
      await round(shop, (call, ms) => {
        if (i < 0) return;
        const known = times.get(call) ?? { empty: [], livedIn: [] };
        times.set(call, known);
        known[where].push(ms);
      });
  }
  await Promise.all([empty.stop(), livedIn.stop()]);
  say(`\n${'call'.padEnd(24)} ${'empty'.padStart(9)} ${'lived in'.padStart(9)} ${'ratio'.padStart(6)}`);
  for (const [call, { empty: before, livedIn: after }] of times) {
    const ratio = median(after) / median(before);
    if (ratio > LIMIT) process.exitCode = 1;
    say(
      `${call.padEnd(24)} ${median(before).toFixed(2).padStart(6)} ms ${median(after).toFixed(2).padStart(6)} ms ${ratio.toFixed(2).padStart(6)}${ratio > LIMIT ? '   RED' : ''}`,
    );
  }
  const verdict = process.exitCode === 1 ? 'RED: beyond' : 'green: within';
  say(`\n${verdict} ${LIMIT} times, ${rounds} rounds, ${seconds(performance.now() - startedAt)}`);
} finally {
  await server.stop();
}
