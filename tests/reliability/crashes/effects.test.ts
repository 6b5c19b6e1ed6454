import { expect, test, type Effect, type Shop } from '@topheavy/testbed';
import { facts, stuck } from './facts.ts';
import type { CrashOperation } from './operation.ts';
import { OPERATIONS, type Group } from './operations.ts';
import { asText, effectsFile, written } from './recorded.ts';
import { settle } from './settle.ts';

/** One operation after the other, each background one in a process of its own. */
const TIMEOUT_MS = 240_000;

for (const group of Object.keys(OPERATIONS) as Group[]) {
  test(
    `crash points lie around every effect that ${group} have`,
    { timeout: TIMEOUT_MS },
    async ({ shop }) => {
      const opened = await shop.remember();
      const recorded: Record<string, string[]> = {};
      const server = await shop.startWatched({ BACKGROUND: 'off' });
      for (const operation of OPERATIONS[group]) {
        await opened();
        const scene = await operation.given(shop);
        server.takeEffects();
        const effects = await undisturbed(shop, operation, scene, server);
        await settle(shop);
        expect(await stuck(shop)).toEqual([]);
        expect(await facts(shop, scene)).toMatchObject(operation.done);
        recorded[operation.name] = effects.map(written);
      }

      // After a change of the shop: pnpm test:integration --reliability crashes/effects --update
      await expect(asText(recorded)).toMatchFileSnapshot(effectsFile(group));
    },
  );
}

async function undisturbed(
  shop: Shop,
  operation: CrashOperation,
  scene: { id: string; productId: string },
  server: Awaited<ReturnType<Shop['startWatched']>>,
): Promise<readonly Effect[]> {
  if ('act' in operation) {
    const heard = await operation.act(shop, scene, { idempotencyKey: 'errand', via: server.http });
    expect(heard).toMatchObject(operation.answer);
    return server.takeEffects();
  }
  const worker = await shop.startWatched({ BACKGROUND: 'on' });
  while ((await shop.sql(operation.waiting)).length > 0);
  // It finishes what it is at.
  await worker.end();
  return worker.takeEffects().filter(({ name }) => !operation.others?.test(name));
}
