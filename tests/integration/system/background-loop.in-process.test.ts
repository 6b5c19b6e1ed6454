import { expect, test } from '@topheavy/testbed';

/** So long that a test which waited for it would never end. */
const AN_HOUR = 3_600_000;

/** A job that works through `backlog`, and a promise of the moment when nothing is left. */
function jobWith(backlog: readonly (number | Error)[]) {
  const done = Promise.withResolvers<void>();
  const runs: (number | Error)[] = [];
  const runOnce = async (): Promise<number> => {
    const next = backlog[runs.length] ?? 0;
    runs.push(next);
    if (runs.length === backlog.length) done.resolve();
    if (next instanceof Error) throw next;
    return next;
  };
  return { runs, done: done.promise, runOnce };
}

test('while there is work a job runs again at once; then it pauses', async ({ shop }) => {
  const { runs, done, runOnce } = jobWith([7, 3, 1, 0]);

  const loop = shop.startLoop({ name: 'backlog', everyMs: AN_HOUR, runOnce });
  await done;
  await loop.stop();

  expect(runs).toEqual([7, 3, 1, 0]);
});

test('a job that fails is logged by name, and runs again after the pause', async ({ shop }) => {
  const { runs, done, runOnce } = jobWith([new Error('the service is away'), 0]);
  shop.logs.expectError(/the service is away/);

  const loop = shop.startLoop({ name: 'fragile', everyMs: 1, runOnce });
  await done;
  await loop.stop();
  const line = await shop.logs.until({ msg: 'background job failed' });

  expect(runs.length).toBeGreaterThanOrEqual(2);
  expect(line).toMatchObject({ job: 'fragile', err: { message: 'the service is away' } });
});

test('a job that fails is not tried again without a pause', async ({ shop }) => {
  const { runs, done, runOnce } = jobWith([new Error('the service is away')]);
  shop.logs.expectError(/the service is away/);

  const loop = shop.startLoop({ name: 'fragile', everyMs: AN_HOUR, runOnce });
  await done;
  await shop.logs.until({ msg: 'background job failed' });
  await loop.stop();

  expect(runs).toHaveLength(1);
});

test('stopping lets a run that is under way finish, and starts no other', async ({ shop }) => {
  const started = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const steps: string[] = [];
  const loop = shop.startLoop({
    name: 'long',
    everyMs: AN_HOUR,
    runOnce: async () => {
      started.resolve();
      await mayEnd.promise;
      steps.push('run ended');
      return 1;
    },
  });
  await started.promise;

  const stopped = loop.stop().then(() => steps.push('loop stopped'));
  mayEnd.resolve();
  await stopped;

  expect(steps).toEqual(['run ended', 'loop stopped']);
});
