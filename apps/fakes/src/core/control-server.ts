import type { IncomingMessage, ServerResponse } from 'node:http';
import { ControlError } from './control-error.ts';
import { controlRoutes, type ControlRoute } from './control-routes.ts';
import type { FakesControl } from './control.ts';
import { listen, type Listening } from './listen.ts';

/** The control port: `FakesControl` over HTTP and `GET /health`. */
export const startControlServer = (
  control: FakesControl,
  address: { host: string; port: number },
  /** Where the providers listen, for whoever knows only this port. */
  urls: () => Readonly<Record<string, string>>,
): Promise<Listening> =>
  listen(
    'control',
    (incoming, response) => {
      handle(control, incoming, urls)
        .catch((error: unknown) => ({
          status: error instanceof ControlError ? 400 : 500,
          body: { error: error instanceof Error ? error.message : String(error) },
        }))
        .then(({ status, body }) => write(response, status, body))
        .catch(() => response.destroy());
    },
    address,
  );

type Answer = { status: number; body: unknown };

const handle = async (
  control: FakesControl,
  incoming: IncomingMessage,
  urls: () => Readonly<Record<string, string>>,
): Promise<Answer> => {
  const url = new URL(incoming.url ?? '/', 'http://control');
  if (url.pathname === '/health') return { status: 200, body: { status: 'ok', urls: urls() } };
  const input = await readInput(incoming, url);
  const route = Object.values<ControlRoute>(controlRoutes).find(
    ({ method, path }) => method === incoming.method && path === url.pathname,
  );
  if (route === undefined) {
    const known = Object.values<ControlRoute>(controlRoutes).map(({ method, path }) => `${method} ${path}`);
    return {
      status: 404,
      body: { error: `No control route ${incoming.method} ${url.pathname}. There are: ${known.join(', ')}.` },
    };
  }
  return { status: 200, body: { result: (await route.call(control, input)) ?? null } };
};

const readInput = async (incoming: IncomingMessage, url: URL): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  if (incoming.method === 'GET') return Object.fromEntries(url.searchParams);
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ControlError('The body is no JSON.');
  }
};

const write = (response: ServerResponse, status: number, body: unknown): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
};
