import fc from 'fast-check';
import { PROTOTYPE_NAMES } from '../hostile-values.ts';
import type { Kind } from '../kind.ts';
import type { HostileRequest } from '../request.ts';
import { ordinary, pathOf, type Scene } from '../scene.ts';

const METHODS = [
  'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'LOCK', 'get', 'Post', 'G',
  'GET\t', 'PRI', 'BREW',
] as const; // prettier-ignore

const method: Kind = {
  name: 'method',
  what: 'every other one, in lower case, one that nobody knows',
  fits: () => true,
  offTheRoute: true,
  requests: (scene) =>
    fc
      .tuple(
        ordinary(scene),
        fc.constantFrom(...METHODS.filter((one) => one !== scene.call.operation.method)),
      )
      .map(([{ request }, method]) => ({ ...request, method })),
};

const PATHS: readonly ((path: string) => string)[] = [
  (path) => path.replace(/\/(?=[^/]*$)/, '%2F'),
  (path) => path.replace(/\/(?=[^/]*$)/, '%5C'),
  (path) => path.replaceAll('/', '//'),
  (path) => `${path}/`,
  (path) => `${path}/.`,
  (path) => `/./${path.slice(1)}`,
  (path) => `/v1/../${path.slice(1)}`,
  (path) => `/docs/assets/../..${path}`,
  (path) => `/docs/assets/%2e%2e/%2e%2e${path}`,
  (path) => `/docs/assets/%00${path}`,
  (path) => `/docs/assets/..%c0%af${path}`,
  (path) => `${path}%`,
  (path) => `${path}%zz`,
  (path) => `${path}%E0%A4%A`,
  (path) => `${path}%00`,
  (path) => `${path}%C0%80`,
  (path) => `${path}%ff`,
  (path) => `${path};a=b`,
  (path) => path.toUpperCase(),
  (path) => `${path}\\..\\x`,
  (path) => `${path}#fragment`,
  (path) => `http://elsewhere.example${path}`,
  (path) => `//elsewhere.example${path}`,
  (path) => `http://${path}`,
  () => '*',
  () => '',
  (path) => path.slice(1),
  (path) => `${path}\xe9\xff`,
  (path) => `${path}\x01\x7f`,
  (path) => `${path} HTTP/1.1 extra`,
  (path) => `${path}/${'x'.repeat(8000)}`,
  (path) => `${path}/${'x'.repeat(40_000)}`,
  (path) => `${path}${'/a'.repeat(2000)}`,
  (path) => `${path}${'/..'.repeat(500)}`,
];

const path: Kind = {
  name: 'path',
  what: 'encoded slashes, dot segments, broken escapes, 40 KB, another host',
  fits: () => true,
  offTheRoute: true,
  requests: (scene) =>
    fc
      .tuple(ordinary(scene), fc.constantFrom(...PATHS))
      .map(([{ request }, spoil]) => ({ ...request, path: spoil(request.path) })),
};

const IDS = [
  ...PROTOTYPE_NAMES,
  '0',
  '-1',
  'null',
  'undefined',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'FFFFFFFF-FFFF-7FFF-BFFF-FFFFFFFFFFFF',
  '01890a5d-ac96-974b-bcce-b302099a8057',
  '{01890a5d-ac96-774b-bcce-b302099a8057}',
  '01890a5dac96774bbcceb302099a8057',
  '01890a5d-ac96-774b-bcce-b302099a805',
  '01890a5d-ac96-774b-bcce-b302099a8057\0',
  ' 01890a5d-ac96-774b-bcce-b302099a8057',
  "' OR 1=1",
  '\0',
  'x'.repeat(5000),
  '../',
  '\u{1F469}',
] as const;

const ids: Kind = {
  name: 'ids',
  what: "somebody else's, of another noun, nobody's, none",
  fits: ({ path: parameters }) => parameters.length > 0,
  offTheRoute: true,
  requests: (scene) => {
    const known = Object.values(scene.things)
      .flat()
      .filter((value) => typeof value === 'string');
    const id = fc.oneof(
      fc.constantFrom(...IDS),
      fc.constantFrom(...known),
      fc.string({ unit: 'binary', minLength: 1 }),
    );
    const values = fc.record(Object.fromEntries(scene.call.path.map(({ name }) => [name, id])));
    return fc
      .tuple(ordinary(scene), values)
      .map(([{ request }, spoilt]) => ({ ...request, path: pathOf(scene.call, spoilt) }));
  },
};

const cursor = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url');
const FIRST = '00000000-0000-0000-0000-000000000000';

const VALUES: readonly string[] = [
  '', '0', '-1', '1', '1000000', '999999', '01', '1.5', '1e2', '+1', ' 1', '%201', '0x10', 'NaN', 'null', 'true',
  '%00', '%', '%zz', '%E0%A4%A', '%ff', '\xe9', "'", '[]', '{}', 'constructor', '__proto__', 'x'.repeat(6000),
  cursor({ v: 1, after: FIRST, filter: '' }),
  cursor({ v: 1, after: 'x', filter: {} }),
  cursor({ v: 2, after: FIRST, filter: 'x' }),
  cursor({ __proto__: null, v: 1 }),
  cursor(null),
  cursor([]),
  cursor('text'),
  cursor(1e308),
  Buffer.from('{"v":1,"after":"\0"}').toString('base64url'),
  Buffer.from('[['.repeat(140)).toString('base64url'),
  '____', '-', '=', 'e30', 'bnVsbA',
]; // prettier-ignore

const NAMES = [
  'limit',
  'cursor',
  'status',
  'active',
  'unknown',
  '__proto__',
  'constructor',
  'toString',
  '',
] as const;
const FORMS: readonly ((name: string, value: string) => string)[] = [
  (name, value) => `${name}=${value}`,
  (name, value) => `${name}=${value}&${name}=${value}`,
  (name, value) => `${name}[]=${value}`,
  (name, value) => `${name}[a]=${value}`,
  (name, value) => `${name}[__proto__][a]=${value}`,
  (name) => name,
  (name, value) => `${name}=${value}`.repeat(200),
  (name, value) => `${name}=${value.slice(0, 3)}&`.repeat(1500),
  (name, value) => `&&=&${name}==${value}&`,
];

const query: Kind = {
  name: 'query',
  what: 'twice, as arrays, unknown, broken escapes, cursors that were tampered with',
  fits: () => true,
  offTheRoute: true,
  requests: (scene) => {
    const values = fc.oneof(fc.constantFrom(...VALUES), tampered(scene));
    const own = scene.call.query.map(({ name }) => name);
    const names =
      own.length === 0
        ? fc.constantFrom(...NAMES)
        : fc.oneof({ arbitrary: fc.constantFrom(...own), weight: 3 }, fc.constantFrom(...NAMES));
    const term = fc
      .tuple(fc.constantFrom(...FORMS), names, values)
      .map(([form, name, value]) => form(name, value));
    return fc
      .tuple(ordinary(scene), fc.array(term, { minLength: 1, maxLength: 3 }))
      .map(([{ request }, terms]): HostileRequest => ({
        ...request,
        path: `${request.path.split('?')[0]}?${terms.join('&')}`,
      }));
  },
};

/** A cursor of the shop with one character changed, or cut short. */
const tampered = ({ things }: Scene): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...((things['cursor'] as string[] | undefined) ?? ['e30'])),
      fc.nat(),
      fc.constantFrom('A', '_', '', '%00'),
    )
    .map(
      ([text, at, put]) => `${text.slice(0, at % text.length)}${put}${text.slice((at % text.length) + 1)}`,
    );

export const targetKinds: readonly Kind[] = [method, path, ids, query];
