import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Stands for an Idempotency-Key that no request had before: only sending makes it, so that shrinking keeps it new. */
export const FRESH_KEY = '(fresh)';

/** A request to the byte, before it is sent. */
export type HostileRequest = {
  readonly method: string;
  /** As it stands in the request line. */
  readonly path: string;
  /** Names and values as they go over the wire, one byte for each character. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | null;
  /** What says where the body ends; a true Content-Length unless given. */
  readonly framing?: readonly (readonly [name: string, value: string])[];
  /** The client closes its side once it has sent this: for bodies that never end. */
  readonly hangsUp?: true;
};

export const header = (request: HostileRequest, name: string): string | undefined =>
  request.headers.find(([own]) => own.toLowerCase() === name)?.[1];

/** The request with this header in place of any of that name; null takes it away. */
export const withHeader = (request: HostileRequest, name: string, value: string | null): HostileRequest => ({
  ...request,
  headers: [
    ...request.headers.filter(([own]) => own.toLowerCase() !== name.toLowerCase()),
    ...(value === null ? [] : [[name, value] as const]),
  ],
});

/** The request with these headers besides its own, even of the same names. */
export const withMore = (
  request: HostileRequest,
  headers: readonly (readonly [string, string])[],
): HostileRequest => ({ ...request, headers: [...request.headers, ...headers] });

/** What goes over the wire. */
export function bytesOf(request: HostileRequest, freshKey: string): Buffer {
  const framing = request.framing ?? lengthOf(request.body);
  const lines = [...request.headers, ...framing].map(
    ([name, value]) => `${name}: ${value === FRESH_KEY ? freshKey : value}\r\n`,
  );
  const head = `${request.method} ${request.path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), request.body ?? Buffer.alloc(0)]);
}

const lengthOf = (body: Buffer | null): [string, string][] =>
  body === null ? [] : [['Content-Length', String(body.length)]];

/** A command for a shell that sends the same bytes; long ones it takes from a file in .reports/hostile. */
export function commandFor(bytes: Buffer, url: string, name: string): string {
  const { hostname, port } = new URL(url);
  if (bytes.length <= LONGEST_LINE)
    return `printf '${[...bytes].map(escape).join('')}' | nc ${hostname} ${port}`;
  const file = path.resolve('.reports/hostile', `${name.replaceAll(/\W+/g, '-')}.http`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return `nc ${hostname} ${port} < ${file}`;
}

const LONGEST_LINE = 3000;

function escape(byte: number): string {
  if (byte === 0x0d) return String.raw`\r`;
  if (byte === 0x0a) return String.raw`\n`;
  const special = byte < 0x20 || byte > 0x7e || byte === 0x25 || byte === 0x27 || byte === 0x5c;
  // Octal: not every shell's printf knows \x.
  return special ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte);
}
