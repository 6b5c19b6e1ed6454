import { accepted, describe, expect, publishedOperations, scopeOf, test } from '@topheavy/testbed';
import { cellOf, OWNED } from '../every-operation/access-matrix.ts';
import { goodRequests, oneOfEach, type OneOfEach } from '../every-operation/one-of-each.ts';

const writing = publishedOperations().filter(
  (operation) => scopeOf(operation) !== null && operation.method !== 'GET',
);

const aimed = writing.flatMap((operation) =>
  (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'path')
    .map(({ name }) => ({ operation, id: operation.operationId, name })),
);

/** Another of the same kind: the owner's own where there is one, so that only its id tells them apart. */
function otherThan(used: string | undefined, name: string, { all }: OneOfEach): string {
  const others = Object.hasOwn(OWNED, name) ? all[name as keyof typeof OWNED] : [];
  return others.find((id) => id !== used) ?? crypto.randomUUID();
}

describe.each(aimed)('$id', ({ operation, id, name }) => {
  test(`${id} refuses a key that was used for another ${name}, though the body is the same`, async ({
    shop,
  }) => {
    const things = await oneOfEach(shop);
    const cell = cellOf(operation, 'the customer');
    const { key } = 'gets' in cell && cell.gets === 'done' ? things.owner : shop.backOffice;
    const request = { ...goodRequests[id]?.(things), key, idempotencyKey: crypto.randomUUID() };
    const first = await shop.call(id, request);

    const refusal = await shop.refuses('idempotency-key-reused', () =>
      shop.call(id, {
        ...request,
        params: { ...request.params, [name]: otherThan(request.params?.[name], name, things) },
      }),
    );

    expect(first.status).toBeLessThan(300);
    expect(refusal.status).toBe(422);
  });
});

test('a key that changed one version of an order is refused for a change of the next', async ({ shop }) => {
  const order = await shop.given.placedOrder();
  const how = { idempotencyKey: crypto.randomUUID() };
  accepted(await shop.updateOrder(order, '"1"', { deliveryNote: 'Ring twice' }, how));

  const refusal = await shop.refuses('idempotency-key-reused', () =>
    shop.updateOrder(order, '"2"', { deliveryNote: 'Ring twice' }, how),
  );

  expect(refusal.status).toBe(422);
});
