import type { Fakes } from '@topheavy/fakes';
import { describe, expect } from 'vitest';
import { answerOf } from '../answer-of.ts';
import { test } from '../target/test-at-target.ts';
import { batchRetrieve, retrieveCount, stock } from './square-client.ts';

describe('the counts of one object', () => {
  test('states and quantities are strings', async ({ target }) => {
    await stock(target, 'MUG', '17.5');
    expect(await retrieveCount(target, 'MUG', '?location_ids=MAIN')).toMatchObject({
      status: 200,
      body: {
        counts: [
          {
            catalog_object_id: 'MUG',
            catalog_object_type: 'ITEM_VARIATION',
            state: 'IN_STOCK',
            location_id: 'MAIN',
            quantity: '17.5',
            calculated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          },
        ],
      },
    });
  });

  test('there is one for each place, whatever has changed it', async ({ target }) => {
    for (const quantity of ['10', '4', '7']) await stock(target, 'MUG', quantity);
    const { body } = await retrieveCount(target, 'MUG', '?location_ids=MAIN');
    expect(body).toMatchObject({ counts: [{ state: 'IN_STOCK', quantity: '7' }] });
  });

  test('only the locations asked for are counted', { tags: 'fake-only' }, async ({ fakes }) => {
    await stock(fakes, 'MUG', '1', 'MAIN');
    await stock(fakes, 'MUG', '2', 'ATTIC');
    await stock(fakes, 'MUG', '3', 'CELLAR');
    const { body } = await retrieveCount(fakes, 'MUG', '?location_ids=ATTIC,CELLAR');
    expect(body).toMatchObject({ counts: [{ quantity: '2' }, { quantity: '3' }] });
  });

  test('an object that was never counted has an empty answer', async ({ target }) => {
    expect(await retrieveCount(target, 'UNKNOWN')).toMatchObject({ status: 200, body: {} });
    expect((await retrieveCount(target, 'UNKNOWN')).body).toEqual({ counts: [] });
  });
});

describe('counts in a batch', () => {
  const quantities = async (fakes: Fakes, query: object): Promise<string[]> => {
    const { body } = await batchRetrieve(fakes, query);
    return ((body as { counts?: { quantity: string }[] }).counts ?? []).map(({ quantity }) => quantity);
  };

  test('the count that changed last comes first', { tags: 'fake-only' }, async ({ fakes }) => {
    await stock(fakes, 'MUG', '1');
    await stock(fakes, 'CUP', '2');
    await stock(fakes, 'MUG', '3');
    expect(await quantities(fakes, {})).toEqual(['3', '2']);
  });

  test('objects, locations and states each narrow the answer', { tags: 'fake-only' }, async ({ fakes }) => {
    await stock(fakes, 'MUG', '1');
    await stock(fakes, 'MUG', '2', 'ATTIC');
    await stock(fakes, 'CUP', '3');
    await fakes.control.given('square', 'stock', {
      catalog_object_id: 'CUP',
      location_id: 'MAIN',
      state: 'WASTE',
      quantity: '4',
    });
    expect(await quantities(fakes, { catalog_object_ids: ['MUG'] })).toEqual(['2', '1']);
    expect(await quantities(fakes, { location_ids: ['ATTIC'] })).toEqual(['2']);
    expect(await quantities(fakes, { states: ['WASTE'] })).toEqual(['4']);
    expect(await quantities(fakes, { catalog_object_ids: ['CUP'], states: ['SOLD'] })).toEqual([]);
  });

  test('updated_after leaves out what has not changed since', { tags: 'fake-only' }, async ({ fakes }) => {
    await stock(fakes, 'MUG', '1');
    const before = new Date(await fakes.control.advanceClock(1000)).toISOString();
    await fakes.control.advanceClock(1000);
    await stock(fakes, 'CUP', '2');
    expect(await quantities(fakes, { updated_after: before })).toEqual(['2']);
  });

  test(
    'a count made at the very moment of updated_after is not after it',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      await stock(fakes, 'MUG', '1');
      const { body } = await batchRetrieve(fakes, { catalog_object_ids: ['MUG'] });
      const [count] = (body as { counts: { calculated_at: string }[] }).counts;
      const moment = Date.parse(count?.calculated_at ?? '');

      const atOnce = { updated_after: new Date(moment).toISOString() };
      const justBefore = { updated_after: new Date(moment - 1).toISOString() };

      expect(await quantities(fakes, atOnce)).toEqual([]);
      expect(await quantities(fakes, justBefore)).toEqual(['1']);
    },
  );

  test('a client that follows the cursor sees each count once', async ({ target }) => {
    const names = ['MUG', 'CUP', 'TEA'];
    for (const name of names) await stock(target, name, '1');
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const { body } = await batchRetrieve(target, {
        catalog_object_ids: names,
        location_ids: ['MAIN'],
        states: ['IN_STOCK'],
        limit: 1,
        ...(cursor && { cursor }),
      });
      const page = body as { counts: { catalog_object_id: string }[]; cursor?: string };
      seen.push(...page.counts.map((count) => count.catalog_object_id));
      cursor = page.cursor;
      pages += 1;
    } while (cursor !== undefined);
    expect(pages).toBe(3);
    expect(seen.toSorted()).toEqual(['CUP', 'MUG', 'TEA']);
  });

  test(
    'pages have the size that a test has set up, for one object too',
    { tags: 'fake-only' },
    async ({ fakes }) => {
      await fakes.control.given('square', 'page_size', { limit: 1 });
      await stock(fakes, 'MUG', '1', 'MAIN');
      await stock(fakes, 'MUG', '2', 'ATTIC');
      const first = (await retrieveCount(fakes, 'MUG')).body as { cursor: string };
      const second = await retrieveCount(fakes, 'MUG', `?cursor=${first.cursor}`);
      expect(second.body).toMatchObject({ counts: [{ quantity: '2' }] });
      expect(second.body).not.toHaveProperty('cursor');
    },
  );
});

describe('refusals', () => {
  test.for([
    [{ limit: 0 }, 'VALUE_TOO_LOW', 'limit'],
    [{ limit: 1001 }, 'VALUE_TOO_HIGH', 'limit'],
    [{ limit: '2' }, 'INCORRECT_TYPE', 'limit'],
    [{ states: ['IN_STOCK', 'HERE'] }, 'INVALID_ENUM_VALUE', 'states[1]'],
    [{ updated_after: 'yesterday' }, 'INVALID_TIME', 'updated_after'],
    [{ cursor: 'made-up' }, 'INVALID_CURSOR', 'cursor'],
  ] as const)('a query with %o is refused with %s', async ([query, code, field], { target }) => {
    expect(await batchRetrieve(target, query)).toMatchObject({
      status: 400,
      body: { errors: [{ category: 'INVALID_REQUEST_ERROR', code, field, detail: expect.any(String) }] },
    });
  });

  test('a cursor is of no use for another query', async ({ target }) => {
    await stock(target, 'MUG', '1');
    await stock(target, 'CUP', '1');
    const query = { catalog_object_ids: ['MUG', 'CUP'], limit: 1 };
    const { cursor } = (await batchRetrieve(target, query)).body as { cursor: string };
    expect(await batchRetrieve(target, { ...query, states: ['IN_STOCK'], cursor })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'INVALID_CURSOR' }] },
    });
  });

  test.for([{}, { authorization: 'Bearer ' }, { authorization: 'Basic abc' }])(
    'a request without a token is refused: %o',
    async (headers, { target }) => {
      expect(await answerOf(`${target.urls.square}/v2/inventory/MUG`, { headers })).toMatchObject({
        status: 401,
        body: {
          errors: [
            {
              category: 'AUTHENTICATION_ERROR',
              code: 'UNAUTHORIZED',
              detail: 'This request could not be authorized.',
            },
          ],
        },
      });
    },
  );

  test('a version that is no date is refused', async ({ target }) => {
    const headers = { authorization: 'Bearer EAAAtest', 'square-version': 'v2' };
    expect(await answerOf(`${target.urls.square}/v2/inventory/MUG`, { headers })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'INVALID_SQUARE_VERSION_FORMAT' }] },
    });
  });

  test('an answer names the version that the request asked for', async ({ target }) => {
    const headers = { authorization: 'Bearer EAAAtest', 'square-version': '2026-01-22' };
    const url = `${target.urls.square}/v2/inventory/MUG?location_ids=MAIN`;
    await stock(target, 'MUG', '1');
    const answer = await answerOf(url, { headers });
    expect(answer.headers.get('square-version')).toBe('2026-01-22');
  });

  test('an unknown path is not found', { tags: 'unknown-route' }, async ({ target }) => {
    const headers = { authorization: 'Bearer EAAAtest' };
    expect(await answerOf(`${target.urls.square}/v2/inventory/counts/of/nothing`, { headers })).toMatchObject(
      {
        status: 404,
        body: { errors: [{ category: 'INVALID_REQUEST_ERROR', code: 'NOT_FOUND' }] },
      },
    );
  });
});
