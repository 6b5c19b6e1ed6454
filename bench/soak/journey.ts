import { setTimeout as pause } from 'node:timers/promises';
import type { Accounts } from '@topheavy/demo';
import { newBelief, type OrderBelief, type ToldPart } from '../verdict/index.ts';
import type { Random } from '../processes/random.ts';
import type { Goods } from '../processes/seed-products.ts';
import type { Customer, Said } from './customer.ts';

export type JourneyWorld = {
  readonly customer: Customer;
  readonly accounts: Accounts;
  readonly goods: readonly [Goods, ...Goods[]];
  readonly random: Random;
  /** Gets the order as soon as there is one: what follows adds to it. */
  placed(belief: OrderBelief): void;
};

/** What the shop may well say to these wishes; anything else is a finding. */
const REFUSALS = new Set([
  'insufficient-stock',
  'destination-not-supported',
  'invalid-state-transition',
  'payment-already-exists',
  'payment-declined',
  'payment-rejected',
  'capture-exceeds-authorization',
  'refund-exceeds-capture',
  'label-refused',
  'coupon-refused',
]);

const inEuro = (amount: number) => ({ amount, currency: 'EUR' });

const PARIS = {
  name: 'Sophie Germain',
  line1: '13 rue de Savoie',
  city: 'Paris',
  postalCode: '75006',
  country: 'FR',
};

/** Throws when the shop says something that it must not say. */
function allowed(said: Said, what: string): Said {
  if (said.slug !== null && !REFUSALS.has(said.slug))
    throw new Error(`${what} was answered with ${said.status}: ${JSON.stringify(said.body)}`);
  return said;
}

/** Every third customer, and clerk, clicks until something happens. */
const clicks = (random: Random): number => (random.chance(0.3) ? random.whole(2, 5) : 1);

/** One order, from an empty cart to wherever chance leads; with double clicks. */
export async function journey(world: JourneyWorld): Promise<void> {
  const { random } = world;
  const belief = await order(world);
  if (belief === null) return;
  world.placed(belief);
  if (random.chance(0.05)) return;
  if (random.chance(0.08)) {
    await cancel(world, belief);
    return;
  }
  const paymentId = await pay(world, belief);
  if (paymentId === null) return;
  await pause(random.whole(0, 50));
  if (random.chance(0.05)) return;
  if (random.chance(0.15)) {
    // Sometimes while the back office takes the money.
    await Promise.all([
      cancel(world, belief),
      ...(random.chance(0.5) ? [capture(world, belief, paymentId, belief.totalMinor)] : []),
    ]);
    if (belief.cancelled) return;
  }
  await captureInParts(world, belief, paymentId);
  await pause(random.whole(0, 50));
  if (random.chance(0.5)) await ship(world, belief);
  if (random.chance(0.5)) await refundInParts(world, belief, paymentId);
}

async function order({ customer, accounts, goods, random }: JourneyWorld): Promise<OrderBelief | null> {
  const { customerKey: apiKey } = accounts;
  const items = new Map<string, number>();
  for (let lines = random.whole(1, 3); lines > 0; lines -= 1)
    items.set(random.pick([goods[0], ...goods.slice(1)]).id, random.whole(1, 2));
  const opened = await customer.post('/v1/carts', apiKey, {
    items: [...items].map(([productId, quantity]) => ({ productId, quantity })),
    address: PARIS,
  });
  const { id } = allowed(opened, 'A cart').body as { id: string };
  const quoted = allowed(await customer.post(`/v1/carts/${id}/shipping-rates`, apiKey, {}), 'A quote');
  if (quoted.slug !== null) return null;
  const rateId = (quoted.body as { rates: { rateId: string }[] }).rates[0]?.rateId;
  const priced = allowed(
    await customer.ask({ method: 'PUT', path: `/v1/carts/${id}/shipping-rate`, apiKey, body: { rateId } }),
    'A shipping rate',
  );
  const { total } = (priced.body as { totals: { total: { amount: number } } }).totals;
  const placed = allowed(
    await customer.post('/v1/orders', apiKey, { cartId: id, expectedTotal: total }),
    'An order',
  );
  return placed.slug === null ? newBelief((placed.body as { id: string }).id, total.amount) : null;
}

async function cancel({ customer, accounts }: JourneyWorld, belief: OrderBelief): Promise<void> {
  const said = allowed(
    await customer.post(`/v1/orders/${belief.id}/cancel`, accounts.customerKey, {}),
    'A cancellation',
  );
  if (said.status === 200) belief.cancelled = true;
}

/** The payment that holds the money in the end; null when there is none. */
async function pay(world: JourneyWorld, belief: OrderBelief): Promise<string | null> {
  const { customer, accounts, random } = world;
  const click = async (paymentMethod: string): Promise<void> => {
    const path = `/v1/orders/${belief.id}/payments`;
    const { status, body } = allowed(
      await customer.post(path, accounts.customerKey, { paymentMethod }),
      'A payment',
    );
    if (status === 201 || status === 202)
      belief.payments.push({ id: (body as { id: string }).id, told: status === 201 ? 'done' : 'open' });
  };
  if (random.chance(0.1)) await click('pm_card_chargeDeclined');
  await Promise.all(Array.from({ length: clicks(random) }, () => click('pm_card_visa')));
  for (const { id } of belief.payments) {
    const status = await untilDecided(world, id);
    if (status === 'authorized') return id;
  }
  return null;
}

async function untilDecided({ customer, accounts }: JourneyWorld, paymentId: string): Promise<string> {
  for (;;) {
    const { body } = await customer.ask({
      method: 'GET',
      path: `/v1/payments/${paymentId}`,
      apiKey: accounts.officeKey,
    });
    const { status } = body as { status: string };
    if (status !== 'processing') return status;
    await pause(500);
  }
}

async function captureInParts(world: JourneyWorld, belief: OrderBelief, paymentId: string): Promise<void> {
  const { random } = world;
  const { totalMinor } = belief;
  const partMinor = random.whole(1, totalMinor - 1);
  if (random.chance(0.15)) {
    // Two clerks at once, each with more than half: only one can have it.
    const mostMinor = Math.ceil(totalMinor * 0.6);
    await Promise.all([1, 2].map(() => capture(world, belief, paymentId, mostMinor)));
    return;
  }
  if (random.chance(0.4)) {
    await capture(world, belief, paymentId, partMinor);
    await capture(world, belief, paymentId, totalMinor - partMinor);
    return;
  }
  await capture(world, belief, paymentId, totalMinor);
}

const capture = (world: JourneyWorld, belief: OrderBelief, paymentId: string, minor: number): Promise<void> =>
  move(world, `/v1/payments/${paymentId}/captures`, minor, belief.captures);

async function refundInParts(world: JourneyWorld, belief: OrderBelief, paymentId: string): Promise<void> {
  const { random } = world;
  const capturedMinor = belief.captures.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (capturedMinor < 2) return;
  const refund = (minor: number): Promise<void> =>
    move(world, `/v1/payments/${paymentId}/refunds`, minor, belief.refunds);
  if (random.chance(0.3)) {
    await Promise.all([1, 2].map(() => refund(Math.ceil(capturedMinor * 0.6))));
    return;
  }
  const partMinor = random.whole(1, capturedMinor - 1);
  await refund(partMinor);
  if (random.chance(0.5)) await refund(capturedMinor - partMinor);
}

async function move(
  { customer, accounts }: JourneyWorld,
  path: string,
  amountMinor: number,
  told: ToldPart[],
): Promise<void> {
  const said = allowed(
    await customer.post(path, accounts.officeKey, { amount: inEuro(amountMinor) }),
    path.endsWith('captures') ? 'A capture' : 'A refund',
  );
  if (said.status !== 201 && said.status !== 202) return;
  told.push({
    id: (said.body as { id: string }).id,
    amountMinor,
    told: said.status === 201 ? 'done' : 'open',
  });
}

async function ship({ customer, accounts, random }: JourneyWorld, belief: OrderBelief): Promise<void> {
  const click = async (): Promise<void> => {
    const path = `/v1/orders/${belief.id}/shipments`;
    const { status, body } = allowed(await customer.post(path, accounts.officeKey, {}), 'A label');
    if (status === 201 || status === 202)
      belief.shipments.push({ id: (body as { id: string }).id, told: status === 201 ? 'done' : 'open' });
  };
  await Promise.all(Array.from({ length: clicks(random) }, click));
}
