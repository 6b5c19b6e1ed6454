import { expect, schemaVersions, test } from '@topheavy/testbed';

test('a database at any earlier version comes to the schema that an empty one gets at once', async ({
  shop,
}) => {
  const earlier = schemaVersions().slice(0, -1);
  const database = await shop.createEmptyDatabase();
  const newest = await shop.schema();
  const outcomes: [version: string, wasNewest: boolean, isNewest: boolean][] = [];

  for (const version of earlier) {
    await database.empty();
    await database.migrate(version);
    const before = await database.schema();
    await database.migrate();
    outcomes.push([version, before === newest, (await database.schema()) === newest]);
  }

  expect(outcomes).toEqual(earlier.map((version) => [version, false, true]));
});

test('a database at the newest version is left as it is', async ({ shop }) => {
  const database = await shop.createEmptyDatabase();
  await database.migrate();
  const before = await database.schema();

  await database.migrate();

  expect(before).toContain('column orders.total_minor minor_units not null');
  expect(await database.schema()).toBe(before);
});

test('two processes that start on an empty database at the same time bring it up once', async ({ shop }) => {
  const database = await shop.createEmptyDatabase();

  await shop.race(2, () => database.migrate());

  expect(await database.schema()).toBe(await shop.schema());
});
