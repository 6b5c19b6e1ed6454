import { expect, test, type Shop } from '@topheavy/testbed';

const read = async (shop: Shop, path: string) => {
  const answer = await shop.http.send({ method: 'GET', path });
  return { ...answer, text: String(answer.body) };
};

/** Everything that a page or a script names as coming from somewhere. */
const addresses = (text: string): string[] =>
  [...text.matchAll(/(?:href|src|url)\s*[=:]\s*['"]([^'"]+)['"]/g)].map(([, address = '']) => address);

test('the docs load from this server alone, so that they work without a network', async ({ shop }) => {
  const page = await read(shop, '/docs');
  const script = await read(shop, '/docs/start.js');

  const named = [...addresses(page.text), ...addresses(script.text)];
  const answers = await Promise.all(named.map((address) => read(shop, address)));

  expect(named).toContain('/openapi.json');
  expect(named.filter((address) => !/^\/(?!\/)/.test(address))).toEqual([]);
  expect(answers.map(({ status }) => status)).toEqual(named.map(() => 200));
  expect(`${page.text} ${script.text}`).not.toMatch(/https?:|validatorUrl: (?!null)/);
});

test('each file of the docs comes as what it is', async ({ shop }) => {
  const types = await Promise.all(
    ['/docs', '/docs/start.js', '/docs/assets/swagger-ui.css', '/docs/assets/swagger-ui-bundle.js'].map(
      async (path) => (await read(shop, path)).headers['content-type'],
    ),
  );

  expect(types.map((type) => type?.split(';')[0])).toEqual([
    'text/html',
    'text/javascript',
    'text/css',
    'text/javascript',
  ]);
});

test('the docs may run scripts of this server only, and be shown in no frame', async ({ shop }) => {
  const { headers } = await read(shop, '/docs');

  const policy = Object.fromEntries(
    (headers['content-security-policy'] ?? '').split(';').map((rule) => {
      const [name = '', ...sources] = rule.trim().split(' ');
      return [name, sources.join(' ')];
    }),
  );
  expect(policy).toMatchObject({ 'default-src': "'none'", 'script-src': "'self'", 'connect-src': "'self'" });
  expect(headers['x-frame-options']).toBe('SAMEORIGIN');
});
