import { expect } from 'vitest';
import { answerOf } from '../answer-of.ts';
import { test } from '../target/test-at-target.ts';
import { create, easypostAt, paris, parcel } from './easypost-client.ts';

test('a shipment names each part that is missing', async ({ target }) => {
  const created = create(easypostAt(target), { to_address: undefined, parcel: undefined });
  await expect(created).rejects.toMatchObject({
    statusCode: 422,
    code: 'SHIPMENT.INVALID_PARAMS',
    message: 'Unable to create shipment, one or more parameters were invalid.',
    errors: [
      { field: 'to_address', message: 'Required and missing.' },
      { field: 'parcel', message: 'Required and missing.' },
    ],
  });
});

test('a parcel without weight is refused', async ({ target }) => {
  const created = create(easypostAt(target), { parcel: { ...parcel, weight: 0 } });
  await expect(created).rejects.toMatchObject({ statusCode: 422, errors: [{ field: 'parcel.weight' }] });
});

test('a country that is no ISO code is refused', async ({ target }) => {
  const created = create(easypostAt(target), { to_address: { ...paris, country: 'France' } });
  await expect(created).rejects.toMatchObject({
    statusCode: 422,
    code: 'ADDRESS.COUNTRY.INVALID',
    message: "Invalid 'country', please provide a 2 character ISO country code.",
  });
});

test('an empty request is refused', async ({ target }) => {
  await expect(easypostAt(target).makeApiCall('post', 'shipments', {})).rejects.toMatchObject({
    statusCode: 422,
    code: 'PARAMETER.REQUIRED',
    errors: [{ field: 'shipment', message: 'cannot be blank' }],
  });
});

test('a purchase without a rate is refused', async ({ target }) => {
  const client = easypostAt(target);
  const { id } = await create(client);
  await expect(client.makeApiCall('post', `shipments/${id}/buy`, {})).rejects.toMatchObject({
    statusCode: 422,
    code: 'PARAMETER.REQUIRED',
    errors: [{ field: 'rate', message: 'cannot be blank' }],
  });
});

test('a tracker without a code is refused', async ({ target }) => {
  await expect(easypostAt(target).Tracker.create({})).rejects.toMatchObject({
    statusCode: 422,
    code: 'PARAMETER.REQUIRED',
    errors: [{ field: 'tracking_code' }],
  });
});

test('an unknown shipment, tracker or path is not found', { tags: 'unknown-route' }, async ({ target }) => {
  const { Shipment, Tracker, Order } = easypostAt(target);
  for (const ask of [
    () => Shipment.retrieve('shp_1'),
    () => Shipment.buy('shp_1', 'rate_1'),
    () => Shipment.refund('shp_1'),
    () => Tracker.retrieve('trk_1'),
    () => Order.retrieve('order_1'),
  ]) {
    await expect(ask()).rejects.toMatchObject({
      statusCode: 404,
      code: 'NOT_FOUND',
      message: 'The requested resource could not be found.',
    });
  }
});

test('a key that is no test key is refused', async ({ target }) => {
  await expect(create(easypostAt(target, 'EZAKlive'))).rejects.toMatchObject({
    statusCode: 401,
    code: 'UNAUTHORIZED',
  });
});

test('a request without a key is refused', async ({ target }) => {
  expect(await answerOf(`${target.urls.easypost}/v2/trackers/trk_1`)).toMatchObject({
    status: 401,
    body: { error: { code: 'UNAUTHORIZED', message: expect.any(String), errors: [] } },
  });
});

test('a body that is no JSON is refused', async ({ target }) => {
  const headers = { authorization: `Basic ${Buffer.from('EZTKtest:').toString('base64')}` };
  const url = `${target.urls.easypost}/v2/shipments`;
  expect(await answerOf(url, { method: 'POST', headers, body: 'shipment=1' })).toMatchObject({
    status: 400,
    body: { error: { code: 'BAD_REQUEST' } },
  });
});
