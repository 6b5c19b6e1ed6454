import { expect, test } from '@topheavy/testbed';
import { givenWaitingPayment } from './waiting-payment.ts';

const HELD = 'payment_intent.amount_capturable_updated';

test('an event that its provider signed is received and takes effect', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);
  const [event] = await shop.eventsOfType(HELD);

  const received = await shop.stripeSends(event);

  expect(received).toMatchObject({ status: 204, body: '' });
  expect(await shop.read(order)).toMatchObject({ status: 'confirmed' });
});

test('an event without a valid signature is refused without a word about why', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);
  const [event] = await shop.eventsOfType(HELD);
  const tampered = { ...event, livemode: true };

  const answers = [
    await shop.refuses('webhook-signature-invalid', () =>
      shop.stripeSends(event, { secret: 'whsec_guessed' }),
    ),
    await shop.refuses('webhook-signature-invalid', () => shop.stripeSends(tampered, { signedFor: event })),
    await shop.refuses('webhook-signature-invalid', () => shop.stripeSends(event, { secondsAgo: 301 })),
    await shop.refuses('webhook-signature-invalid', () => shop.stripeSends(event, { secondsAgo: -310 })),
    await shop.refuses('webhook-signature-invalid', () => shop.call('receiveStripeEvent', { body: event })),
  ];

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
  expect(new Set(answers.map(({ title, detail }) => `${title} ${detail}`)).size).toBe(1);
});

test('an event that was signed almost five minutes ago is still received', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);

  const [event] = await shop.eventsOfType(HELD);

  expect(await shop.stripeSends(event, { secondsAgo: 290 })).toMatchObject({ status: 204 });
});

test('an event that was signed by a clock ahead of ours is received', async ({ shop }) => {
  const order = await givenWaitingPayment(shop);
  await shop.customerAuthenticates(order);

  const [event] = await shop.eventsOfType(HELD);

  expect(await shop.stripeSends(event, { secondsAgo: -20 })).toMatchObject({ status: 204 });
});

test.for([
  ['the old secret alone', ['whsec_previous']],
  ['the new secret alone', ['whsec_current']],
  ['a secret of tomorrow and one that is known', ['whsec_next', 'whsec_current']],
] as const)(
  'while the secret is rolled, an event signed with %s is received',
  async ([, secrets], { shop }) => {
    const order = await givenWaitingPayment(shop);
    await shop.customerAuthenticates(order);
    await shop.stripeSignsWith(...secrets);

    const deliveries = await shop.deliverWebhooks({ provider: 'stripe', only: [HELD] });

    expect(deliveries.map(({ status }) => status)).toEqual([204]);
    expect(await shop.read(order)).toMatchObject({ status: 'confirmed' });
  },
);

test('a signed body that is no event is refused as malformed', async ({ shop }) => {
  const answers = [await shop.stripeSends('{"half":'), await shop.stripeSends({ object: 'charge' })];

  expect(answers.map(({ status, problem }) => [status, problem?.slug])).toEqual([
    [400, 'malformed-request'],
    [400, 'malformed-request'],
  ]);
});
