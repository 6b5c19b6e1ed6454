import { expect, test, type Answer, type CrashPoint, type Shop } from '@topheavy/testbed';
import { facts, runningRequests, stuck } from './facts.ts';
import type { CrashOperation, Order } from './operation.ts';
import { OPERATIONS, type Group } from './operations.ts';
import { crashPoints, readRecorded, REPLY, written } from './recorded.ts';
import { settle } from './settle.ts';

/** IDEMPOTENCY_LEASE_MS and a little: from then on the dead process's request may be taken over. */
const LEASE_OVER_MS = 31_000;

const NEVER_THERE = 'the process never came to this point: its effects have changed, see effects.test.ts';

const IN_PROGRESS = 'idempotency-key-in-progress';

/**
 * A test for each point: the process is killed there, and what follows is tried in both orders, once with a
 * caller who asks again at once and once with one who comes back when others have cleared up.
 */
export function dies(group: Group): void {
  const recorded = readRecorded(group);
  for (const operation of OPERATIONS[group]) {
    for (const point of crashPoints(operation, recorded)) {
      test(`${operation.promise} when the process dies ${point.side} "${written(point)}" of "${operation.name}"`, async ({
        shop,
      }) => {
        const scene = await shop.given.situation(operation.name, () => operation.given(shop));
        await killedAt(shop, operation, scene, point);
        const theCrash = await shop.remember();

        const atOnce = await ask(shop, operation, scene);
        await shop.passTime(LEASE_OVER_MS);
        const patient = await ask(shop, operation, scene);
        await settle(shop);
        await assertDone(shop, operation, scene, [...unlessInProgress(atOnce), patient]);

        await theCrash();
        await settle(shop);
        const left = await stuck(shop);
        await shop.passTime(LEASE_OVER_MS);
        const late = await ask(shop, operation, scene);
        await settle(shop);
        await assertDone(shop, operation, scene, [late]);
        expect(left).toEqual([]);
      });
    }
  }
}

async function killedAt(
  shop: Shop,
  operation: CrashOperation,
  scene: Order,
  point: CrashPoint,
): Promise<void> {
  const BACKGROUND = 'act' in operation ? 'off' : 'on';
  const api = await shop.startWatched({ BACKGROUND }, point);
  if (!('act' in operation)) {
    // Nobody answers for it: where it never comes to the point, the test's time runs out here.
    await api.atPoint;
    await api.kill();
    return;
  }
  const asked = operation.act(shop, scene, { idempotencyKey: 'errand', via: api.http });
  // One that answers never came to the point: then there is nothing to see here.
  const answered = asked.then(
    () => 'answered',
    () => 'hung up',
  );
  const reached =
    point.name === REPLY ? answered : Promise.race([api.atPoint.then(() => point.name), answered]);
  expect(await reached, NEVER_THERE).toBe(point.name === REPLY ? 'answered' : point.name);
  await api.kill();
  await answered;
}

/** Again, of another process: null of background work, for which nobody asks. */
const ask = async (shop: Shop, operation: CrashOperation, scene: Order): Promise<Answer | null> =>
  'act' in operation ? operation.act(shop, scene, { idempotencyKey: 'errand' }) : null;

const unlessInProgress = (answer: Answer | null): (Answer | null)[] =>
  answer?.problem?.slug === IN_PROGRESS ? [] : [answer];

async function assertDone(
  shop: Shop,
  operation: CrashOperation,
  scene: Order,
  answers: readonly (Answer | null)[],
): Promise<void> {
  for (const answer of answers) {
    if ('act' in operation) expect(answer).toMatchObject(operation.answer);
  }
  expect(await stuck(shop)).toEqual([]);
  expect(await facts(shop, scene)).toMatchObject(operation.done);
  expect(await runningRequests(shop)).toBe(0);
  await shop.assertInvariants();
}
