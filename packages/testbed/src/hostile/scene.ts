import fc from 'fast-check';
import { takes, type Call } from './call.ts';
import { jsonText, type Json } from './json-text.ts';
import { BROKEN_BYTES, BROKEN_UTF8 } from './hostile-values.ts';
import { FRESH_KEY, type HostileRequest } from './request.ts';
import type { Things } from './things.ts';
import { validValue } from './valid-values.ts';

/** Where requests are thrown: at which operation, with whose key, and what is there to be named. */
export type Scene = {
  readonly call: Call;
  readonly things: Things;
  readonly host: string;
  readonly key: string | null;
};

/** A request that is as the document wants it, and the JSON of its body. */
export type Ordinary = { readonly request: HostileRequest; readonly json: Json };

export function ordinary({ call, things, host, key }: Scene): fc.Arbitrary<Ordinary> {
  const values = (parameters: Call['path']): Record<string, fc.Arbitrary<string>> =>
    Object.fromEntries(
      parameters.map(({ name, schema }) => [name, validValue(schema, things, name).map(String)]),
    );
  const body = call.body === null ? fc.constant(undefined) : validValue(call.body, things);
  const ifMatch = validValue({ type: 'string', pattern: String.raw`^"[1-9]\d?"$` }, things, 'If-Match').map(
    String,
  );
  return fc
    .record({
      // An empty one would make another path.
      path: fc.record(values(call.path)).filter((path) => Object.values(path).every((value) => value !== '')),
      query: fc.record(values(call.query), { requiredKeys: [] }),
      body,
      ifMatch,
    })
    .map(({ path, query, body, ifMatch }) => {
      const headers: [string, string][] = [['Host', host]];
      if (call.needsKey && key !== null) headers.push(['Authorization', `Bearer ${key}`]);
      if (takes(call, 'Idempotency-Key')) headers.push(['Idempotency-Key', FRESH_KEY]);
      if (takes(call, 'If-Match')) headers.push(['If-Match', ifMatch]);
      if (body !== undefined) headers.push(['Content-Type', 'application/json']);
      const target = pathOf(call, path);
      const search = new URLSearchParams(query as Record<string, string>).toString();
      const request: HostileRequest = {
        method: call.operation.method,
        path: search === '' ? target : `${target}?${search}`,
        headers,
        body: body === undefined ? null : Buffer.from(jsonText(body)),
      };
      return { request, json: body };
    });
}

/** The path with these values in it; what a path cannot hold is escaped. */
export const pathOf = ({ operation }: Call, values: Readonly<Record<string, string>>): string =>
  operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => escaped(values[name] ?? ''));

const escaped = (text: string): string =>
  text.isWellFormed() ? encodeURIComponent(text) : encodeURIComponent(text.toWellFormed());

/** The request with this body in place of its own. */
export function withJson(
  request: HostileRequest,
  json: Json,
  brokenBytes: readonly number[] = [],
): HostileRequest {
  const bytes = Buffer.from(jsonText(json));
  const at = bytes.indexOf(BROKEN_BYTES);
  if (at === -1) return { ...request, body: bytes };
  const after = bytes.subarray(at + BROKEN_BYTES.length);
  return { ...request, body: Buffer.concat([bytes.subarray(0, at), Buffer.from(brokenBytes), after]) };
}

export const brokenBytes: fc.Arbitrary<readonly number[]> = fc.constantFrom(...BROKEN_UTF8);
