import { Agent } from 'node:http';
import supertest from 'supertest';

export type HttpRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON; text and bytes go as they are. */
  readonly body?: unknown;
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The body as it came, to compare it to the byte. */
  readonly text: string;
};

export type HttpClient = { send(request: HttpRequest): Promise<HttpAnswer>; close(): void };

/** Sends over kept connections: opening one for each request would double its time. */
export function createHttpClient(baseUrl: string): HttpClient {
  const agent = new Agent({ keepAlive: true });
  const api = supertest(baseUrl);
  return {
    async send({ method, path, headers = {}, body }) {
      const call = api[verb(method)](path).agent(agent).set(headers);
      const {
        status,
        headers: answered,
        body: parsed,
        text,
      } = await (body === undefined ? call : call.send(body as object));
      const isJson = /\bjson\b/.test(answered['content-type'] ?? '');
      return { status, headers: answered, body: isJson ? parsed : text, text };
    },
    close: () => agent.destroy(),
  };
}

type Verb = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete';
const VERBS: readonly string[] = ['get', 'head', 'post', 'put', 'patch', 'delete'];

function verb(method: string): Verb {
  const lower = method.toLowerCase();
  if (!VERBS.includes(lower)) throw new Error(`The client knows no method ${method}.`);
  return lower as Verb;
}
