import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chosen } from './choose-providers.ts';
import { mailsSomebody } from './mails-somebody.ts';
import { createRewrite } from './rewrite.ts';

export type Relay = { readonly url: string; stop(): Promise<void> };

type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

const longestAnswerMs = 30_000;

/** Of the connection between two machines, and so set anew. */
const hopHeaders = new Set(
  'accept-encoding connection content-encoding content-length expect host keep-alive transfer-encoding'.split(
    ' ',
  ),
);

/**
 * Stands between the tests and a live provider: it alone holds the key, and keeps each exchange until
 * the test takes it with `POST /_relay/take`. What it keeps and answers has placeholders for the key and
 * the account's names.
 */
export async function startRelay(chosen: Chosen): Promise<Relay> {
  const { provider, url, paceMs } = chosen;
  const rewrite = createRewrite(chosen);
  let exchanges: Exchange[] = [];
  // A provider remembers idempotency keys for a day; each test has its own all the same.
  let salt = `-${randomUUID()}`;
  let turn: Promise<unknown> = Promise.resolve();

  const take = (): Exchange[] => {
    const taken = exchanges;
    exchanges = [];
    salt = `-${randomUUID()}`;
    return taken;
  };

  const forward = async (incoming: IncomingMessage, body: string): Promise<Response> => {
    const paced = turn;
    turn = paced.then(() => pause(paceMs));
    await paced;
    const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] => {
      if (hopHeaders.has(name) || typeof value !== 'string') return [];
      if (name === 'authorization') return [[name, rewrite.authorization(value)]];
      return [[name, name === 'idempotency-key' ? `${value}${salt}` : value]];
    });
    return fetch(`${url}${rewrite.request(incoming.url ?? '/')}`, {
      method: incoming.method ?? 'GET',
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(longestAnswerMs),
      ...(body !== '' && { body: salted(rewrite.request(body), salt) }),
    });
  };

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await textOf(incoming);
    const path = incoming.url ?? '/';
    if (path === '/_relay/take') return send(response, 200, {}, JSON.stringify(take()));
    if (provider.onlyMailsTo !== undefined && mailsSomebody(body, provider.onlyMailsTo)) {
      return send(response, 400, {}, `A live run mails addresses ending in ${provider.onlyMailsTo} only.`);
    }
    const answer = await forward(incoming, body);
    const text = rewrite.answer((await answer.text()).replaceAll(salt, ''));
    const headers = Object.fromEntries(
      [...answer.headers].flatMap(([name, value]) =>
        hopHeaders.has(name) || name === 'set-cookie' ? [] : [[name, rewrite.answer(value)]],
      ),
    );
    exchanges.push({
      method: incoming.method ?? 'GET',
      path,
      status: answer.status,
      headers,
      body: parsed(text),
    });
    return send(response, answer.status, headers, text);
  };

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) =>
      send(response, 502, {}, `${provider.name} could not be asked: ${reasonOf(error)}`),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Why a provider does not answer, or null when it does, with whatever status. */
export async function unreachable(url: string): Promise<string | null> {
  try {
    await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(longestAnswerMs / 3) });
    return null;
  } catch (error) {
    return `${new URL(url).host} cannot be reached (${reasonOf(error)})`;
  }
}

const salted = (body: string, salt: string): string =>
  body.replaceAll(/("idempotency_key":"[^"]+)"/g, (_, key: string) => `${key}${salt}"`);

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error) return (cause as NodeJS.ErrnoException).code ?? cause.name;
  return String(cause);
}
