import { expect, test } from '@topheavy/testbed';

test('a gate that a rival never comes to gives up and says how many came', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const gate = { table: 'orders', id: order.id } as const;
  const cancelling = Promise.withResolvers<unknown>();
  const cancel = () => shop.cancelOrder(order).finally(() => cancelling.resolve(null));
  const never = () => new Promise<never>(() => {});

  const race = shop.raceAtGate<unknown>(gate, [cancel, never], { giveUpMs: 1 });

  await expect(race).rejects.toThrow(/^Only [01] of 2 rivals came to the gate\.$/);
  await cancelling.promise;
});

test('a rival that ends without waiting at the gate is no rival, and fails the race at once', async ({
  shop,
}) => {
  const order = await shop.given.placedOrder();
  const gate = { table: 'orders', id: order.id } as const;
  const passer = async () => 'walked past';

  const race = shop.raceAtGate<unknown>(gate, [passer, passer]);

  await expect(race).rejects.toThrow(
    'A rival ended before the gate opened, so they did not race: "walked past"',
  );
});

test('one that should pass and waits too fails the race at once', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const ended = Promise.withResolvers<unknown>();
  const cancel = () => shop.cancelOrder(order);
  const cancelLast = () => cancel().finally(() => ended.resolve(null));

  const race = shop.passWhileWaiting({ table: 'orders', id: order.id }, cancel, cancelLast);

  await expect(race).rejects.toThrow('The one that should pass waits too.');
  await ended.promise;
});

test('a gate needs a row to hold', async ({ shop }) => {
  const race = shop.raceAtGate({ table: 'orders', id: crypto.randomUUID() }, [() => shop.listOrders()]);

  await expect(race).rejects.toThrow(/^There is no row .* in orders to hold\.$/);
});
