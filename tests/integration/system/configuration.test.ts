import { expect, test } from '@topheavy/testbed';

test('every variable that is wrong is named at once, with what is wrong with it', async ({ shop }) => {
  const start = shop.startApi({
    PORT: '70000',
    DATABASE_URL: 'mysql://localhost/shop',
    DATABASE_POOL_SIZE: '0',
    LOG_LEVEL: 'loud',
    STRIPE_WEBHOOK_SECRETS: 'one,,two',
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
    'BACKGROUND',
  ]);
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
  const { dependencies } = await shop.startApi({ PORT: '', LOG_LEVEL: '' });
  const start = shop.startApi({ STRIPE_SECRET_KEY: '' });

  expect(dependencies.config).toMatchObject({ port: 3000, logLevel: 'info' });
  await expect(start).rejects.toThrow(/^ {2}STRIPE_SECRET_KEY: it is not set$/m);
});

test('a process that cannot use its environment says why and ends with code 78', async ({ shop }) => {
  const start = shop.startProcess({ DATABASE_URL: '', PORT: 'front door' });

  await expect(start).rejects.toThrow(
    /ended with 78 .*DATABASE_URL: it is not set.*PORT|ended with 78 .*PORT.*DATABASE_URL: it is not set/s,
  );
});
