import { CallFailure, refusal } from './call-failure.ts';

export type JsonRequest = {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal: AbortSignal;
};

/**
 * One exchange with a service that has no client of its own here. Resolves with the JSON of a 2xx
 * answer; everything else throws. `codeOf` finds the service's code in the body of a refusal.
 */
export async function fetchJson(
  url: URL,
  { method = 'GET', headers = {}, body, signal }: JsonRequest,
  codeOf: (body: unknown) => string | undefined = () => undefined,
): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { accept: 'application/json', ...headers, ...(body !== undefined && JSON_CONTENT) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal,
    // An API that redirects has changed its contract; following it would resend a POST as a GET.
    redirect: 'manual',
  });
  const answer = readJson(await response.text());
  if (response.status >= 400) throw refusal(response.status, codeOf(answer));
  if (!response.ok || answer === undefined) {
    throw new CallFailure('unreadable', `answered ${response.status} without a JSON body`);
  }
  return answer;
}

const JSON_CONTENT = { 'content-type': 'application/json' };

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
