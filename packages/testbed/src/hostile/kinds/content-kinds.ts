import fc from 'fast-check';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { readsBody } from '../call.ts';
import type { Kind } from '../kind.ts';
import { withHeader, withMore, type HostileRequest } from '../request.ts';
import { ordinary } from '../scene.ts';

const TYPES: readonly string[] = [
  '',
  ' ',
  'json',
  'text/plain',
  'text/json',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json; charset=latin1',
  'application/json; charset=UTF-7',
  'application/json; charset=nonsense',
  'application/json; charset="utf-8',
  'application/json; charset=utf-8; charset=utf-16',
  'application/json;;;',
  'application/json, text/plain',
  'application/problem+json',
  'application/json; =',
  `application/json; a=${'b'.repeat(2000)}`,
  'APPLICATION/JSON',
  '*/*',
  'application/\xe9json',
];

const contentType: Kind = {
  name: 'content type',
  what: 'none, two, another one, a charset that is not the truth',
  fits: readsBody,
  requests: (scene) =>
    fc
      .tuple(
        ordinary(scene),
        fc.oneof(
          fc.constant((request: HostileRequest) => withHeader(request, 'Content-Type', null)),
          fc
            .constantFrom(...TYPES)
            .map((type) => (request: HostileRequest) => withHeader(request, 'Content-Type', type)),
          fc
            .constantFrom(...TYPES)
            .map((type) => (request: HostileRequest) => withMore(request, [['Content-Type', type]])),
        ),
      )
      .map(([{ request }, spoil]) => spoil(request)),
};

/** 10 MB of zeros in 10 KB. */
const bomb = gzipSync(Buffer.alloc(10_000_000));
const bombInBomb = gzipSync(bomb);

const CODED: readonly ((body: Buffer) => readonly [coding: string, body: Buffer])[] = [
  (body) => ['gzip', body],
  (body) => ['gzip', gzipSync(body)],
  (body) => ['gzip', gzipSync(body).subarray(0, -5)],
  (body) => ['gzip', Buffer.concat([gzipSync(body), body])],
  () => ['gzip', bomb],
  () => ['gzip', bombInBomb],
  () => ['gzip', Buffer.alloc(0)],
  (body) => ['gzip, gzip', gzipSync(gzipSync(body))],
  (body) => ['deflate', body],
  (body) => ['deflate', deflateSync(body)],
  (body) => ['deflate', gzipSync(body)],
  (body) => ['br', body],
  (body) => ['br', brotliCompressSync(body)],
  () => ['br', brotliCompressSync(Buffer.alloc(1_000_000))],
  (body) => ['identity', gzipSync(body)],
  (body) => ['zstd', body],
  (body) => ['nonsense', body],
  (body) => ['', body],
  (body) => ['constructor', body],
  (body) => ['GZIP', gzipSync(body)],
];

const encoding: Kind = {
  name: 'encoding',
  what: 'gzip that is none, cut off, doubled, 10 MB in 10 KB; codings that nobody knows',
  fits: readsBody,
  requests: (scene) =>
    fc.tuple(ordinary(scene), fc.constantFrom(...CODED)).map(([{ request }, code]) => {
      const [coding, body] = code(request.body ?? Buffer.from('{}'));
      return { ...withHeader(request, 'Content-Encoding', coding), body };
    }),
};

export const contentKinds: readonly Kind[] = [contentType, encoding];
