import { expect, test } from '@topheavy/testbed';

test('every variable that is wrong is named at once, with what is wrong with it', async ({ shop }) => {
  const start = shop.startApi({
    PORT: '70000',
    DATABASE_URL: 'mysql://localhost/shop',
    DATABASE_POOL_SIZE: '0',
    LOG_LEVEL: 'loud',
    STRIPE_WEBHOOK_SECRETS: 'one,,two',
    CURRENCIES: 'USD,XYZ',
    BACKGROUND: 'maybe',
  });

  const { message } = await start.then(
    () => new Error('it started'),
    (error: Error) => error,
  );
  const named = [...message.matchAll(/^ {2}(\w+)[.\d]*: /gm)].map(([, name]) => name);
  expect(named).toEqual([
    'PORT',
    'LOG_LEVEL',
    'DATABASE_URL',
    'DATABASE_POOL_SIZE',
    'STRIPE_WEBHOOK_SECRETS',
    'CURRENCIES',
    'BACKGROUND',
  ]);
  expect(message).not.toContain('it is not set');
  expect(message).toContain('  PORT: Too big: expected number to be <=65535\n  LOG_LEVEL: Invalid option');
});

test('no value of a variable is repeated in the complaint: it may be a secret', async ({ shop }) => {
  const start = shop.startApi({
    DATABASE_URL: 'mysql://shop:correct-horse@localhost/shop',
    LOG_LEVEL: 'battery',
  });

  await expect(start).rejects.toThrow('The environment is not usable');
  await expect(start).rejects.not.toThrow(/correct-horse|battery/);
});

test('an empty variable counts as not set: a default applies, and what is needed is missing', async ({
  shop,
}) => {
  const { dependencies } = await shop.startApi({ METRICS_PORT: '', LOG_LEVEL: '' });
  const start = shop.startApi({ STRIPE_SECRET_KEY: '' });

  expect(dependencies.config).toMatchObject({ metricsPort: 9464, logLevel: 'info' });
  await expect(start).rejects.toThrow(/^ {2}STRIPE_SECRET_KEY: it is not set$/m);
});

test('everything that is missing is named at once', async ({ shop }) => {
  const start = shop.startApi({
    DATABASE_URL: '',
    STRIPE_SECRET_KEY: '',
    STRIPE_WEBHOOK_SECRETS: '',
    EASYPOST_API_KEY: '',
    EASYPOST_WEBHOOK_SECRET: '',
    SQUARE_ACCESS_TOKEN: '',
    SQUARE_LOCATION_ID: '',
    RESEND_API_KEY: '',
  });

  const { message } = await start.then(
    () => new Error('it started'),
    (error: Error) => error,
  );
  expect(message.match(/^ {2}\w+: it is not set$/gm)).toHaveLength(8);
});

test.for([
  ['a number with words', { DATABASE_POOL_SIZE: '10 connections' }, 'DATABASE_POOL_SIZE'],
  ['a fraction', { RATE_LIMIT_PER_MINUTE: '0.5' }, 'RATE_LIMIT_PER_MINUTE'],
  ['less than nothing', { GATEWAY_DEADLINE_MS: '-1' }, 'GATEWAY_DEADLINE_MS'],
  ['no number at all', { SHUTDOWN_GRACE_MS: 'NaN' }, 'SHUTDOWN_GRACE_MS'],
  ['more than any number', { RESERVATION_MINUTES: 'Infinity' }, 'RESERVATION_MINUTES'],
  ['a port beyond the last', { METRICS_PORT: '65536' }, 'METRICS_PORT'],
  ['a URL without its scheme', { STRIPE_URL: 'api.stripe.com' }, 'STRIPE_URL'],
  ['a URL of another kind', { SQUARE_URL: 'file:///etc/passwd' }, 'SQUARE_URL'],
  ['a space instead of a value', { PORT: ' x' }, 'PORT'],
] as const)('%s is refused by name', async ([, wrong, name], { shop }) => {
  const start = shop.startApi(wrong);

  await expect(start).rejects.toThrow(new RegExp(`^ {2}${name}: `, 'm'));
});

test('what the shop does not know in its environment is none of its business', async ({ shop }) => {
  const extra = { DATABASE_POOL_SIZES: '0', port: 'front door', TOPHEAVY: 'ß\n', __proto: '{}' };

  const { dependencies } = await shop.startApi(extra);

  expect(dependencies.config.port).toBe(0);
});
