import fc from 'fast-check';
import { takes } from '../call.ts';
import type { Kind } from '../kind.ts';
import { FRESH_KEY, withHeader, withMore, type HostileRequest } from '../request.ts';
import { ordinary } from '../scene.ts';

type Spoil = (request: HostileRequest) => HostileRequest;

const kind = (
  name: string,
  what: string,
  fits: Kind['fits'],
  spoils: fc.Arbitrary<Spoil>,
  more: Pick<Kind, 'offTheRoute'> = {},
): Kind => ({
  name,
  what,
  fits,
  ...more,
  requests: (scene) => fc.tuple(ordinary(scene), spoils).map(([{ request }, spoil]) => spoil(request)),
});

const FLOODS: readonly Spoil[] = [
  (request) =>
    withMore(
      request,
      Array.from({ length: 100 }, (_, n) => [`X-${n}`, 'v']),
    ),
  (request) =>
    withMore(
      request,
      Array.from({ length: 1500 }, () => ['a', 'b']),
    ),
  (request) =>
    withMore(
      request,
      Array.from({ length: 5000 }, (_, n) => [`X-Many-${n}`, 'v']),
    ),
  (request) => withMore(request, [['X-Huge', 'v'.repeat(12_000)]]),
  (request) => withMore(request, [['X-Huge', 'v'.repeat(70_000)]]),
  (request) => withMore(request, [['n'.repeat(20_000), 'v']]),
  (request) => withMore(request, [['Cookie', 'a=b; '.repeat(2500)]]),
  (request) => withMore(request, [['X-Bytes', '\x80\xff\xfe']]),
  (request) => withMore(request, [['X-NUL', 'a\0b']]),
  (request) => withMore(request, [['X-Control', 'a\x01\x7fb']]),
  (request) => withMore(request, [['X-Fold', 'a\r\n folded']]),
  (request) => withMore(request, [['X-Split', 'a\rb\nc']]),
  (request) => withMore(request, [['X Space', 'a']]),
  (request) => withMore(request, [['X-\xe9', 'a']]),
  (request) => withMore(request, [['', 'a']]),
  (request) =>
    withMore(request, [
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['toString', 'c'],
    ]),
  (request) => withMore(request, [['Host', 'other.example']]),
  (request) => withHeader(request, 'Host', null),
  (request) => withHeader(request, 'Host', ''),
  (request) => withHeader(request, 'Host', 'a:b:c/\\@'),
  (request) =>
    withMore(request, [
      ['Connection', 'Upgrade, HTTP2-Settings'],
      ['Upgrade', 'h2c'],
      ['HTTP2-Settings', 'AAMAAABk'],
    ]),
  (request) =>
    withMore(request, [
      ['Connection', 'upgrade'],
      ['Upgrade', 'websocket'],
    ]),
  (request) => withMore(request, [['Connection', 'close, authorization, content-length']]),
  (request) => withMore(request, [['Expect', '100-continue']]),
  (request) => withMore(request, [['Expect', '200-maybe']]),
  (request) =>
    withMore(request, [
      ['X-Forwarded-For', `${'1,'.repeat(1000)}::1`],
      ['X-Forwarded-Host', 'evil'],
      ['X-HTTP-Method-Override', 'DELETE'],
    ]),
  (request) =>
    withMore(request, [
      ['Accept', 'application/xml'],
      ['Accept-Encoding', 'identity;q=0, *;q=0'],
      ['Range', 'bytes=0-0'],
    ]),
  (request) =>
    withMore(request, [
      ['TE', 'trailers'],
      ['Trailer', 'Content-Length'],
      ['Via', 'x'.repeat(3000)],
    ]),
  (request) =>
    withMore(request, [
      ['Origin', 'null'],
      ['Access-Control-Request-Method', 'PUT'],
    ]),
];

const floods = kind(
  'headers',
  'thousands of them, 70 KB in one, NUL and invalid bytes, folded, no Host, upgrades',
  () => true,
  fc.oneof(
    fc.constantFrom(...FLOODS),
    fc
      .string({
        unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
        maxLength: 30,
      })
      .map(
        (value): Spoil =>
          (request) =>
            withMore(request, [['X-Any', value.replaceAll(/[\r\n]/g, '')]]),
      ),
  ),
  { offTheRoute: true },
);

const CREDENTIALS = [
  '', 'Bearer', 'Bearer ', 'Bearer  ', 'bearer th_x', 'Bearer th_', 'Bearer null', 'Bearer __proto__', 'Basic dXNlcjpwYXNz',
  'Bearer a b', 'Bearer \xe9\xff', `Bearer ${'x'.repeat(9000)}`, `${'Bearer '.repeat(500)}x`, "Bearer ' OR 1=1 --", 'Digest x="', 'th_x',
] as const; // prettier-ignore

const own = (request: HostileRequest): string =>
  request.headers.find(([name]) => name === 'Authorization')?.[1] ?? '';

const authorization = kind(
  'authorization',
  'none, two, malformed, another scheme, 9 KB, a key cut short',
  ({ needsKey }) => needsKey,
  fc.oneof(
    fc.constantFrom<Spoil>(
      (request) => withHeader(request, 'Authorization', null),
      (request) => withHeader(request, 'Authorization', own(request).slice(0, -1)),
      (request) => withHeader(request, 'Authorization', `${own(request)}x`),
      (request) => withHeader(request, 'Authorization', own(request).toUpperCase()),
      (request) => withHeader(request, 'Authorization', own(request).replace(' ', '\t')),
      (request) => withMore(request, [['Authorization', 'Bearer th_another']]),
    ),
    fc.constantFrom(...CREDENTIALS).map(
      (text): Spoil =>
        (request) =>
          withHeader(request, 'Authorization', text),
    ),
    fc.constantFrom(...CREDENTIALS).map((text): Spoil => (request) => ({
      ...request,
      headers: [['Authorization', text], ...request.headers],
    })),
  ),
);

const KEYS = [
  '', ' ', 'one', 'x'.repeat(255), 'x'.repeat(256), 'x'.repeat(9000), 'a b', '\xe9', '\x01', '\t', 'a,b', '"quoted"', '__proto__',
  "'; --", '%00', '-', '0',
] as const; // prettier-ignore

const idempotencyKey = kind(
  'idempotency key',
  'none, two, empty, 256 characters, not ASCII, of another request',
  (call) => takes(call, 'Idempotency-Key'),
  fc.oneof(
    fc.constant<Spoil>((request) => withHeader(request, 'Idempotency-Key', null)),
    fc.constantFrom(...KEYS).map(
      (key): Spoil =>
        (request) =>
          withHeader(request, 'Idempotency-Key', key),
    ),
    fc.constantFrom(...KEYS).map(
      (key): Spoil =>
        (request) =>
          withMore(request, [['Idempotency-Key', key]]),
    ),
    fc.constant<Spoil>((request) => withMore(request, [['Idempotency-Key', FRESH_KEY]])),
  ),
);

const ETAGS = [
  '', '*', '"', '""', '"0"', '"1"', '"2"', '"-1"', '"01"', '"9999999999"', '"2147483648"', '"99999999999999999999"', 'W/"1"', '1', '"1", "2"',
  '"1-000000000000"', '"1-zzzzzzzzzzzz"', "'1'", '"1', '"\xe9"', '"__proto__"', `"${'1'.repeat(6000)}"`, `${'"a", '.repeat(1500)}"b"`,
] as const; // prettier-ignore

const conditions = kind(
  'conditions',
  'If-Match and If-None-Match that are weak, lists, `*`, beyond any version, no tag at all',
  (call) => takes(call, 'If-Match') || call.operation.responses['304'] !== undefined,
  fc
    .tuple(
      fc.constantFrom('If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Range'),
      fc.constantFrom(...ETAGS),
      fc.boolean(),
    )
    .map(
      ([name, tag, more]): Spoil =>
        (request) =>
          more ? withMore(request, [[name, tag]]) : withHeader(request, name, tag),
    ),
);

export const headerKinds: readonly Kind[] = [floods, authorization, idempotencyKey, conditions];
