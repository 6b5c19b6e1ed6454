import {
  describe,
  expect,
  publishedOperations,
  scopeOf,
  test,
  type Answer,
  type Shop,
} from '@topheavy/testbed';
import type { Operation } from '@topheavy/testbed/operations';
import { CALLERS, cellOf, ownedBy, type Caller, type Cell } from './access-matrix.ts';
import { about, goodRequests, oneOfEach, type OneOfEach, type Request } from './one-of-each.ts';
import { openRequests } from './open-requests.ts';
import { unlike } from './unlike.ts';

const operations = publishedOperations();

/** Keys of a shape that no key has, and what else could stand in the header. */
const MALFORMED = [
  'Bearer',
  'Bearer ',
  'Bearer x',
  'Bearer two words',
  'Basic dGg6dGg=',
  'th_without_scheme',
];

type Try = { readonly shop: Shop; readonly operation: Operation; readonly things: OneOfEach };

const send = (
  { shop, operation, things }: Try,
  how: { key: string | null; headers?: Record<string, string> },
) => {
  const request: Request = goodRequests[operation.operationId]?.(things) ?? {};
  return shop.call(operation.operationId, {
    ...request,
    ...how,
    headers: { ...request.headers, ...how.headers },
  });
};

/** All headers with which this caller comes; each must get the same. */
async function headersOf(caller: Caller, { shop, things }: Try): Promise<Record<string, string>[]> {
  if (caller === 'a malformed key') return MALFORMED.map((authorization) => ({ authorization }));
  if (caller === 'no key') return [{}];
  return [{ authorization: `Bearer ${await keyOf(caller, shop, things)}` }];
}

async function keyOf(caller: Caller, shop: Shop, { owner, stranger }: OneOfEach): Promise<string> {
  if (caller === 'the customer') return owner.key;
  if (caller === 'another customer') return stranger.key;
  if (caller === 'the back office') return shop.backOffice.key;
  if (caller !== 'a revoked key') return `th_${'A'.repeat(43)}`;
  const revoked = await shop.given.anotherKeyOf(owner);
  // It worked a moment ago: whoever remembers that would let it in.
  expect(await shop.listOrders({}, { as: revoked })).toMatchObject({ status: 200 });
  await shop.given.revokedKey(revoked);
  return revoked.key;
}

type Promised = Extract<Cell, { gets: string }>['gets'];
type Check = (caller: Caller, attempt: Try) => Promise<void>;

const checks: Readonly<Record<Promised, Check>> = {
  async '401'(caller, attempt) {
    const headers = await headersOf(caller, attempt);
    const reference = await send(attempt, { key: null });

    for (const one of headers) {
      let answer: Answer | undefined;
      await attempt.shop.refuses(
        'unauthenticated',
        async () => (answer = await send(attempt, { key: null, headers: one })),
      );

      expect(unlike(answer, reference)).toEqual([]);
      expect(answer?.headers['www-authenticate']).toContain('Bearer');
    }
  },

  async '403'(caller, attempt) {
    const { shop, operation, things } = attempt;
    const scope = scopeOf(operation) ?? '';
    const keys =
      caller === 'a key without the scope'
        ? [(await shop.given.customerWithout(scope)).key, (await shop.given.backOfficeWithout(scope)).key]
        : [await keyOf(caller, shop, things)];

    for (const key of keys) {
      const refusal = await shop.refuses('forbidden', () => send(attempt, { key }));

      expect(refusal).toMatchObject({
        status: 403,
        detail: `This call needs a key with the scope ${scope}.`,
      });
    }
  },

  async 'like nothing'(_caller, { shop, operation, things }) {
    const { operationId } = operation;
    const name = ownedBy(operation) ?? 'orderId';
    const request = goodRequests[operationId]?.(things) ?? {};
    const ask = (id: string) =>
      shop.call(operationId, { ...about(request, name, id), key: things.stranger.key });

    await shop.changesNothing(async () => {
      for (const theirs of things.all[name]) {
        const nowhere = crypto.randomUUID();
        const [answer, unknown] = [await ask(theirs), await ask(nowhere)];

        expect(answer).toMatchObject({
          status: 404,
          problem: { slug: expect.stringMatching(/-not-found$/) },
        });
        expect(unlike(answer, unknown, [theirs, nowhere])).toEqual([]);
      }
    });
  },

  async 'nothing of theirs'(_caller, attempt) {
    const { owner, stranger, all } = attempt.things;

    const answer = await send(attempt, { key: stranger.key });

    expect(answer.status).toBeLessThan(300);
    for (const theirs of [owner.customerId, owner.email, ...Object.values(all).flat()])
      expect(answer.text).not.toContain(theirs);
  },

  async done(caller, attempt) {
    const key = await keyOf(caller, attempt.shop, attempt.things);

    const answer = await send(attempt, { key });

    expect([answer.status, answer.problem]).toEqual([expect.toSatisfy((status) => status < 300), null]);
  },

  async alike(caller, attempt) {
    const headers = await headersOf(caller, attempt);
    const ask = openRequests[attempt.operation.operationId];
    if (ask === undefined) throw new Error(`open-requests.ts lacks ${attempt.operation.operationId}.`);
    const reference = await ask(attempt.shop, {});

    expect(reference.status).toBeLessThan(300);
    for (const one of headers) {
      const answer = await ask(attempt.shop, one);

      expect(unlike(answer, reference)).toEqual([]);
    }
  },
};

const gets = (operation: Operation, caller: Caller): Promised | null => {
  const cell = cellOf(operation, caller);
  return 'gets' in cell ? cell.gets : null;
};

describe.each(operations)('$operationId', (operation) => {
  const cells = CALLERS.flatMap((caller) => {
    const promised = gets(operation, caller);
    return promised === null ? [] : [{ caller, promised }];
  });

  test.for(cells)(
    `${operation.operationId}, asked by $caller: $promised`,
    async ({ caller, promised }, { shop }) => {
      const things = await oneOfEach(shop);

      await checks[promised](caller, { shop, operation, things });
    },
  );
});

test('each operation has a request here that succeeds', () => {
  const requests = [...Object.keys(goodRequests), ...Object.keys(openRequests)];

  expect(requests.toSorted()).toEqual(operations.map(({ operationId }) => operationId).toSorted());
});

test('whatever an operation names is owned by a customer or shared by all', () => {
  expect(() => operations.map(ownedBy)).not.toThrow();
});

test('each operation that needs a key can be done by a customer or by the back office', () => {
  const impossible = operations
    .filter((operation) => scopeOf(operation) !== null)
    .filter((operation) => !CALLERS.some((caller) => gets(operation, caller) === 'done'));

  expect(impossible.map(({ operationId }) => operationId)).toEqual([]);
});
