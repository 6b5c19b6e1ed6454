import fc from 'fast-check';
import { readsBody } from '../call.ts';
import type { Kind } from '../kind.ts';
import { ordinary, type Scene } from '../scene.ts';
import { withHeader, type HostileRequest } from '../request.ts';

/** More than the API reads, and small enough to send by the thousand. */
const BEYOND_LIMIT = 110_000;

const bodies = (scene: Scene, texts: fc.Arbitrary<(body: string) => Buffer>): fc.Arbitrary<HostileRequest> =>
  fc.tuple(ordinary(scene), texts).map(([{ request }, spoil]) => ({
    ...withHeader(request, 'Content-Type', 'application/json'),
    body: spoil(request.body?.toString() ?? '{}'),
  }));

const BROKEN: readonly ((body: string) => string)[] = [
  (body) => body.slice(0, -1),
  (body) => body.slice(0, Math.floor(body.length / 2)),
  () => '',
  () => ' ',
  () => 'null',
  () => '"text"',
  () => '7',
  () => 'true',
  () => '[]',
  (body) => `[${body}]`,
  (body) => `\u{feff}${body}`,
  (body) => `${body}${body}`,
  (body) => `${body}\0`,
  (body) => `\0${body}`,
  (body) => `//\n${body}`,
  (body) => body.replace(/}$/, ',}'),
  (body) => body.replaceAll('"', "'"),
  (body) => body.replaceAll(':', '='),
  (body) => `${body.slice(0, -1)}${body.length > 2 ? ',' : ''}${body.slice(1)}`,
  (body) => `)]}',\n${body}`,
  () => 'a=1&b[__proto__]=2',
  () => '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  () => '{"a":undefined}',
  () => '\u2028{}',
];

const malformed: Kind = {
  name: 'broken JSON',
  what: 'cut off, doubled, empty, commented, not an object',
  fits: readsBody,
  requests: (scene) =>
    bodies(
      scene,
      fc.oneof(
        fc.constantFrom(...BROKEN).map((spoil) => (body: string) => Buffer.from(spoil(body))),
        fc.uint8Array({ maxLength: 64 }).map((bytes) => () => Buffer.from(bytes)),
        fc.tuple(fc.nat(), fc.nat(255)).map(
          ([at, byte]) =>
            (body: string) =>
              Buffer.from(body).fill(byte, at % body.length, (at % body.length) + 1),
        ),
        fc.constant((body: string) => Buffer.from(body, 'utf16le')),
      ),
    ),
};

const repeated = (text: string, size: number): string => text.repeat(Math.ceil(size / text.length));

const SHAPES: readonly ((size: number, body: string) => string)[] = [
  (size) => repeated('[', size),
  (size) => `${repeated('[', size / 2)}${repeated(']', size / 2)}`,
  (size) => `${repeated('{"a":', size)}1${repeated('}', size / 5)}`,
  (size, body) =>
    `${body.slice(0, -1)}${body.length > 2 ? ',' : ''}"deep":${repeated('[', size / 2)}${repeated(']', size / 2)}}`,
  (size) => `{"${repeated('k', size)}":1}`,
  (size) => `{${Array.from({ length: size / 10 }, (_, n) => `"${n.toString(36)}":1`).join()}}`,
  (size) => `{"items":[${Array.from({ length: size / 5 }, () => 'null').join()}]}`,
  (size) => `{"name":"${repeated('\u{10FFFF}', size / 4)}"}`,
  (size) => `{"amount":${repeated('9', size)}}`,
  (size, body) => `${body.slice(0, -1)}${' '.repeat(size)}}`,
];

const huge: Kind = {
  name: 'huge',
  what: 'up to and beyond 100 KB: deeply nested, thousands of members, long names and numbers',
  fits: readsBody,
  requests: (scene) =>
    bodies(
      scene,
      fc.tuple(fc.constantFrom(...SHAPES), fc.constantFrom(2000, 20_000, 99_000, BEYOND_LIMIT)).map(
        ([shape, size]) =>
          (body: string) =>
            Buffer.from(shape(size, body)),
      ),
    ),
};

export const bytesKinds: readonly Kind[] = [malformed, huge];
