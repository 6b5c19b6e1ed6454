import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';
import type { Logger } from 'pino';
import { systemIds } from '../ids.ts';
import type { ProblemSlug } from '../problems/catalogue.ts';
import { problem } from '../problems/problem.ts';
import { render } from './render.ts';

/** What Node's parser calls it, and what we do. Whatever else it cannot read is malformed. */
const slugs: Readonly<Record<string, ProblemSlug>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'payload-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** For a client that goes on sending and reads nothing: so long it has to take its refusal. */
const LINGER_MS = 1000;

/**
 * Answers bytes that are no HTTP request with a problem like any other refusal, where Node would send an
 * empty 400. A whole request that came before them on the connection is answered first.
 */
export function refuseUnreadable(server: Server, logger: Logger): void {
  const underWay = new WeakMap<Duplex, { request: IncomingMessage; response: ServerResponse }>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    underWay.set(request.socket, { request, response });
    response.once('close', () => underWay.delete(request.socket));
  });
  // An expectation that we do not know is none: RFC 9110, 10.1.1.
  server.on('checkExpectation', (request, response) => void server.emit('request', request, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const before = underWay.get(socket);
    if (before?.request.complete === true) {
      before.response.once('close', () => socket.destroy());
      return;
    }
    // It is refused already, or the client is gone.
    if (!socket.writable) return;
    const requestId = systemIds.next();
    logger.info({ requestId, code: error.code }, 'request not readable');
    socket.end(textOf(slugs[error.code ?? ''] ?? 'malformed-request', requestId));
    // Cut at once, the connection would be reset, and the client might never see the answer.
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  });
}

function textOf(slug: ProblemSlug, requestId: string): string {
  const detail = 'This is not a request that HTTP/1.1 allows, or it took too long to come.';
  const { status, headers, body } = render({ problem: problem(slug, { detail }) }, requestId);
  const length = Buffer.byteLength(body ?? '');
  const all = { ...headers, 'content-length': String(length), connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}
