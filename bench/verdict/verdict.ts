import type { OrderBelief, Told, ToldPart } from './belief.ts';
import { dueMails } from './due-mails.ts';
import type { BookedOrder, BookedPart, Charge, Facts } from './facts.ts';
import { countOf, sumOf } from './sums.ts';

/** Payments that came to nothing hold no money. */
const ENDED = new Set(['declined', 'failed', 'voided']);

/**
 * Every way in which what the clients were told, the books and the world outside disagree: an effect that
 * was lost, or one that happened twice. Empty when all is well.
 */
export function differences(beliefs: readonly OrderBelief[], facts: Facts): string[] {
  const booked = new Map(facts.orders.map((order) => [order.id, order]));
  const charges = Map.groupBy(facts.charges, (charge) => charge.orderId);
  const believed = new Set(beliefs.map(({ id }) => id));
  return [
    ...beliefs.flatMap((belief) => {
      const order = booked.get(belief.id);
      if (order === undefined) return [`order ${belief.id}: a client was told of it, the books have none`];
      const found = [
        ...orderDifferences(belief, order, facts),
        ...bankDifferences(order, charges.get(order.id) ?? []),
      ];
      return found.map((difference) => `order ${belief.id}: ${difference}`);
    }),
    ...facts.orders
      .filter(({ id }) => !believed.has(id))
      .map(({ id }) => `order ${id}: in the books, and no client was told of it`),
    ...facts.charges
      .filter(({ orderId }) => !booked.has(orderId))
      .map(({ reference, orderId }) => `charge ${reference}: of order ${orderId}, which the books have not`),
    ...labelDifferences(facts),
    ...mailDifferences(facts),
    ...stockDifferences(facts),
  ];
}

function orderDifferences(belief: OrderBelief, order: BookedOrder, { shown }: Facts): string[] {
  const seen = shown.get(belief.id);
  return [
    ...when(
      belief.totalMinor !== order.totalMinor,
      `total ${belief.totalMinor} was agreed to, ${order.totalMinor} is in the books`,
    ),
    ...when(belief.cancelled && order.status !== 'cancelled', `told cancelled, it is ${order.status}`),
    ...when(
      !belief.cancelled && order.status === 'cancelled' && !mayExpire(belief, order),
      'cancelled, and nobody asked for it',
    ),
    ...toldAndKept('payment', belief.payments, order.payments, ({ status }) => !isUndone(status)),
    ...belief.payments
      .filter(({ id, told }) => told === 'done' && order.status !== 'cancelled' && isVoided(order, id))
      .map(({ id }) => `payment ${id}: told as done, and voided, though its order is ${order.status}`),
    ...partDifferences('capture', belief.captures, order.captures),
    ...partDifferences('refund', belief.refunds, order.refunds),
    ...toldAndKept('label', belief.shipments, order.shipments, ({ label }) => label !== null),
    ...when(
      seen !== undefined && seen.status !== order.status,
      `the API shows ${seen?.status}, the books have ${order.status}`,
    ),
    ...when(
      seen !== undefined && seen.capturedMinor !== sumOf(order.payments, 'capturedMinor'),
      `the API shows ${seen?.capturedMinor} captured, the books have ${sumOf(order.payments, 'capturedMinor')}`,
    ),
    ...when(
      seen !== undefined && seen.refundedMinor !== sumOf(order.payments, 'refundedMinor'),
      `the API shows ${seen?.refundedMinor} refunded, the books have ${sumOf(order.payments, 'refundedMinor')}`,
    ),
  ];
}

/** Unpaid, and its time had passed. */
const mayExpire = (belief: OrderBelief, order: BookedOrder): boolean =>
  order.expired && !order.confirmed && belief.payments.every(({ told }) => told !== 'done');

const isVoided = ({ payments }: BookedOrder, paymentId: string): boolean =>
  payments.some(({ id, status }) => id === paymentId && status === 'voided');

/** A payment that was told as held may have been voided since; one that was never held cannot have been told. */
const isUndone = (status: string): boolean => status === 'declined' || status === 'failed';

function partDifferences(what: string, told: readonly ToldPart[], kept: readonly BookedPart[]): string[] {
  const amounts = new Map(kept.map(({ id, amountMinor }) => [id, amountMinor]));
  return [
    ...toldAndKept(what, told, kept, ({ status }) => status === 'succeeded'),
    ...told
      .filter(({ id, amountMinor }) => amounts.has(id) && amounts.get(id) !== amountMinor)
      .map(({ id, amountMinor }) => `${what} ${id}: told ${amountMinor}, booked ${amounts.get(id)}`),
  ];
}

/** What was told as done is kept as done, and what is done was told. */
function toldAndKept<Kept extends { readonly id: string }>(
  what: string,
  told: readonly { readonly id: string; readonly told: Told }[],
  kept: readonly Kept[],
  isDone: (kept: Kept) => boolean,
): string[] {
  const done = new Set(kept.filter(isDone).map(({ id }) => id));
  const known = new Set(told.map(({ id }) => id));
  return [
    ...told
      .filter((one) => one.told === 'done' && !done.has(one.id))
      .map(({ id }) => `${what} ${id}: told as done, and it is not (lost)`),
    ...[...done]
      .filter((id) => !known.has(id))
      .map((id) => `${what} ${id}: done, and nobody asked for it (doubled)`),
  ];
}

function bankDifferences(order: BookedOrder, charges: readonly Charge[]): string[] {
  const references = new Set(order.payments.map(({ reference }) => reference));
  const taken = charges.filter(({ capturedMinor }) => capturedMinor > 0);
  const held = charges.filter(({ holds }) => holds);
  const open = order.payments.filter(({ status }) => status === 'authorized');
  const live = order.payments.filter(({ status }) => !ENDED.has(status));
  const everHeld = order.payments.filter(({ held: was }) => was);
  const captured = sumOf(order.payments, 'capturedMinor');
  const refunded = sumOf(order.payments, 'refundedMinor');
  return [
    ...when(live.length > 1, `${live.length} live payments in the books`),
    // Nobody voids a payment here but with its order, which then takes no other.
    ...when(everHeld.length > 1, `the money was held ${everHeld.length} times`),
    ...when(taken.length > 1, `charged ${taken.length} times at the bank`),
    ...when(
      sumOf(charges, 'capturedMinor') !== captured,
      `the bank took ${sumOf(charges, 'capturedMinor')}, the books have ${captured}`,
    ),
    ...when(
      sumOf(charges, 'refundedMinor') !== refunded,
      `the bank gave back ${sumOf(charges, 'refundedMinor')}, the books have ${refunded}`,
    ),
    ...when(
      held.length !== open.length,
      `the bank holds money ${held.length} times, the books have ${open.length} holds`,
    ),
    ...[...taken, ...held]
      .filter(({ reference }) => !references.has(reference))
      .map(({ reference }) => `charge ${reference} at the bank is of no payment in the books`),
  ];
}

function labelDifferences({ orders, labels }: Facts): string[] {
  const booked = orders.flatMap(({ shipments }) => shipments.flatMap(({ label }) => label ?? []));
  return countDifferences('label', booked, labels, 'the carrier sold');
}

const mailDifferences = ({ orders, mails }: Facts): string[] =>
  mails === null ? [] : countDifferences('mail', orders.flatMap(dueMails), mails, 'there arrived');

function countDifferences(
  what: string,
  due: readonly string[],
  found: readonly string[],
  verb: string,
): string[] {
  const dueCounts = countOf(due);
  const foundCounts = countOf(found);
  return [...new Set([...due, ...found])].flatMap((name) => {
    const expected = dueCounts.get(name) ?? 0;
    const actual = foundCounts.get(name) ?? 0;
    return when(actual !== expected, `${what} "${name}": ${expected} by the books, ${verb} ${actual}`);
  });
}

const stockDifferences = ({ stock }: Facts): string[] =>
  stock.flatMap(({ product, initially, sold, onHand, held, reserved, atTheService }) => [
    ...when(
      onHand !== initially - sold,
      `product ${product}: ${initially} less ${sold} sold is not the ${onHand} on hand`,
    ),
    ...when(reserved !== held, `product ${product}: open orders hold ${held}, and ${reserved} are reserved`),
    ...when(
      atTheService !== null && atTheService !== initially - sold,
      `product ${product}: the inventory service counts ${atTheService}, not ${initially - sold}`,
    ),
  ]);

const when = (wrong: boolean, words: string): string[] => (wrong ? [words] : []);
