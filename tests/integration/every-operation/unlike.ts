import type { Answer } from '@topheavy/testbed';

/** They differ from one request to the next, whatever it is about. */
const OF_EACH_REQUEST = new Set(['date', 'x-request-id', 'ratelimit', 'ratelimit-policy']);

const INSTANCE = /"instance":"urn:uuid:[0-9a-f-]{36}"/;

/**
 * Where two answers differ: status, a header, or a byte of the body. What names the request itself and
 * the ids that it was about are taken for the same.
 */
export function unlike(one: Answer | undefined, other: Answer, ids: readonly string[] = []): string[] {
  if (one === undefined) return ['there is no answer'];
  const names = new Set([...Object.keys(one.headers), ...Object.keys(other.headers)]);
  const headers = [...names].filter(
    (name) => !OF_EACH_REQUEST.has(name) && plain(one.headers[name], ids) !== plain(other.headers[name], ids),
  );
  return [
    ...(one.status === other.status ? [] : [`status: ${one.status}, ${other.status}`]),
    ...headers.map((name) => `${name}: ${one.headers[name]}, ${other.headers[name]}`),
    ...(plain(one.text, ids) === plain(other.text, ids) ? [] : [`body: ${one.text}, ${other.text}`]),
  ];
}

const plain = (text: string | undefined, ids: readonly string[]): string | undefined =>
  ids.reduce((rest, id) => rest?.replaceAll(id, ':id'), text?.replace(INSTANCE, ''));
