import { expect, test } from '@topheavy/testbed';

test('a capture that Postgres ends to resolve a deadlock goes through all the same, and once', async ({
  shop,
}) => {
  const order = await shop.given.authorisedOrder({ total: '100.00 EUR' });

  const capture = await shop.deadlock({
    first: { table: 'orders', id: order.id },
    second: { table: 'payments', id: order.paymentId },
    victim: () => shop.capture(order, '60.00 EUR'),
  });

  expect(capture).toMatchObject({ status: 201 });
  expect(await shop.read(order)).toMatchObject({ captured: '60.00 EUR', capturable: '40.00 EUR' });
  expect(await shop.atTheBank(order)).toMatchObject([{ captured: '60.00 EUR' }]);
});
