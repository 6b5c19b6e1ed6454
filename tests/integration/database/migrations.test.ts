import { expect, schemaVersions, test } from '@topheavy/testbed';

const earlier = schemaVersions().slice(0, -1);

test.for(earlier)(
  'a database at version %s comes to the schema that an empty one gets',
  async (version, { shop }) => {
    const old = await shop.createEmptyDatabase();
    await old.migrate(version);
    const before = await old.schema();

    await old.migrate();

    const newSchema = await shop.schema();
    expect(before).not.toBe(newSchema);
    expect(await old.schema()).toBe(newSchema);
  },
);

test('two processes that start on an empty database at the same time bring it up once', async ({ shop }) => {
  const database = await shop.createEmptyDatabase();

  await shop.race(2, () => database.migrate());

  expect(await database.schema()).toBe(await shop.schema());
});
