import fc from 'fast-check';
import type { Kind } from '../kind.ts';
import type { HostileRequest } from '../request.ts';
import { ordinary } from '../scene.ts';

type Spoil = (request: HostileRequest, body: Buffer) => HostileRequest;

const lengths = (...values: readonly string[]): [string, string][] =>
  values.map((value) => ['Content-Length', value]);

const chunked = (
  body: Buffer,
  text: (size: string) => readonly [before: string, after: string],
): Partial<HostileRequest> => {
  const [before, after] = text(body.length.toString(16));
  return {
    framing: [['Transfer-Encoding', 'chunked']],
    body: Buffer.concat([Buffer.from(before, 'latin1'), body, Buffer.from(after, 'latin1')]),
  };
};

/** Those after which the server waits for more: the client closes its side. */
const ENDLESS: readonly Spoil[] = [
  (request, body) => ({ ...request, body, framing: lengths(String(body.length + 10)), hangsUp: true }),
  (request, body) => ({
    ...request,
    body: body.subarray(0, 1),
    framing: lengths(String(body.length + 1)),
    hangsUp: true,
  }),
  (request) => ({ ...request, body: null, framing: lengths('5'), hangsUp: true }),
  (request, body) => ({ ...request, ...chunked(body, (size) => [`${size}\r\n`, '\r\n']), hangsUp: true }),
  (request, body) => ({ ...request, ...chunked(body, (size) => [`${size}0\r\n`, '']), hangsUp: true }),
];

const WHOLE: readonly Spoil[] = [
  (request, body) => ({ ...request, body, framing: lengths(String(Math.max(0, body.length - 3))) }),
  (request, body) => ({ ...request, body, framing: lengths('0') }),
  (request, body) => ({ ...request, body, framing: [] }),
  (request, body) => ({ ...request, body, framing: lengths('-1') }),
  (request, body) => ({ ...request, body, framing: lengths('1e3') }),
  (request, body) => ({ ...request, body, framing: lengths('99999999999999999999') }),
  (request, body) => ({ ...request, body, framing: lengths(String(body.length), String(body.length + 1)) }),
  (request, body) => ({ ...request, body, framing: lengths(String(body.length), String(body.length)) }),
  (request, body) => ({ ...request, body, framing: lengths(`${body.length}, ${body.length}`) }),
  (request, body) => ({ ...request, ...chunked(body, (size) => [`${size}\r\n`, '\r\n0\r\n\r\n']) }),
  (request, body) => ({
    ...request,
    ...chunked(body, (size) => [`${size};ext=${'x'.repeat(100)}\r\n`, '\r\n0\r\nTrailer: x\r\n\r\n']),
  }),
  (request, body) => ({
    ...request,
    ...chunked(body, (size) => [`${size}\r\n`, '\r\n0\r\n\r\n']),
    framing: [
      ['Transfer-Encoding', 'chunked'],
      ['Content-Length', '4'],
    ],
  }),
  (request, body) => ({
    ...request,
    ...chunked(body, (size) => [`${size}\r\n`, '\r\n0\r\n\r\n']),
    framing: [['Transfer-Encoding', 'chunked, identity']],
  }),
  (request, body) => ({
    ...request,
    ...chunked(body, (size) => [`${size}\r\n`, '\r\n0\r\n\r\n']),
    framing: [['Transfer-Encoding', 'xchunked']],
  }),
];

/** Chunks that are none, behind a head that is sound. */
const BROKEN_CHUNKS: readonly Spoil[] = [
  (request, body) => ({ ...request, ...chunked(body, () => ['zz\r\n', '\r\n0\r\n\r\n']) }),
  (request, body) => ({ ...request, ...chunked(body, () => ['-1\r\n', '\r\n0\r\n\r\n']) }),
  (request, body) => ({ ...request, ...chunked(body, () => ['ffffffffffffffffff\r\n', '\r\n0\r\n\r\n']) }),
  (request, body) => ({ ...request, ...chunked(body, (size) => [`${size}\n`, '\n0\n\n']) }),
];

export const framing: Kind = {
  name: 'framing',
  what: 'Content-Length longer, shorter, twice, negative; chunks that are none; bodies that never end',
  fits: () => true,
  offTheRoute: true,
  requests: (scene) =>
    fc
      .tuple(ordinary(scene), fc.constantFrom(...WHOLE, ...ENDLESS, ...BROKEN_CHUNKS))
      .map(([{ request }, spoil]) => spoil(request, request.body ?? Buffer.from('{"a":1}'))),
};
