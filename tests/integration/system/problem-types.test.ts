import { expect, test } from '@topheavy/testbed';

test('the type of a refusal leads to a page that says what it means', async ({ shop }) => {
  const { body } = await shop.http.send({ method: 'GET', path: '/v1/nowhere' });
  const { type, title, status } = body as { type: string; title: string; status: number };

  const kind = await shop.http.send({ method: 'GET', path: type });

  expect(kind).toMatchObject({ status: 200, body: { type, title, status } });
});

test('a problem type that does not exist is not found', async ({ shop }) => {
  const answer = await shop.readProblemType('out-of-cheese');

  expect(answer).toMatchObject({
    status: 404,
    problem: { slug: 'route-not-found', detail: expect.stringContaining('out-of-cheese') },
  });
});

test('the name of a problem type is no place for an essay', async ({ shop }) => {
  const answer = await shop.readProblemType('x'.repeat(101));

  expect(answer).toMatchObject({ status: 422, problem: { errors: [{ pointer: '/params/slug' }] } });
});
