import { connect, type Socket } from 'node:net';
import type { HttpAnswer } from '../http/client.ts';

/** Nothing here takes so long: an answer that does not come is a finding, not a reason to wait for ever. */
const PATIENCE_MS = 10_000;

/**
 * A kept connection that sends bytes as they are: no HTTP client would send these. Null stands for a
 * connection that was closed without an answer.
 */
export type Connection = {
  send(
    bytes: Buffer,
    how?: { readonly hangUp?: boolean; readonly bodiless?: boolean },
  ): Promise<HttpAnswer | null>;
  /** The next request goes over another connection. */
  drop(): void;
};

export function openConnection(url: string): Connection {
  const { hostname, port } = new URL(url);
  let kept: Socket | null = null;
  const drop = (): void => {
    kept?.destroy();
    kept = null;
  };
  return {
    drop,
    async send(bytes, { hangUp = false, bodiless = false } = {}) {
      kept ??= connect({ host: hostname, port: Number(port), noDelay: true });
      const socket = kept;
      const answer = await exchange(socket, bytes, hangUp, bodiless);
      if (hangUp || answer === null || answer.headers['connection'] === 'close' || socket.destroyed) drop();
      return answer;
    },
  };
}

function exchange(
  socket: Socket,
  bytes: Buffer,
  hangUp: boolean,
  bodiless: boolean,
): Promise<HttpAnswer | null> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const end = (settle: () => void): void => {
      socket
        .removeAllListeners('data')
        .removeAllListeners('close')
        .removeAllListeners('timeout')
        .removeAllListeners('error');
      // What comes after the answer is nobody's.
      socket.on('error', () => {});
      settle();
    };
    const answered = (closed: boolean): void => {
      try {
        const answer = parseAnswer(received, bodiless);
        if (answer !== null || closed) end(() => resolve(answer));
      } catch (error) {
        end(() => reject(error));
      }
    };
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      answered(false);
    });
    // A connection that is reset closes as well: what came until then counts.
    socket.on('error', () => {});
    socket.on('close', () => answered(true));
    socket.setTimeout(PATIENCE_MS);
    socket.on('timeout', () => {
      socket.destroy();
      end(() => reject(new Error(`No answer came within ${PATIENCE_MS / 1000} s.`)));
    });
    if (hangUp) socket.end(bytes);
    else socket.write(bytes);
  });
}

/** The first whole answer in these bytes, past any 100 Continue; null while there is none. */
function parseAnswer(bytes: Buffer, bodiless: boolean): HttpAnswer | null {
  const endOfHead = bytes.indexOf('\r\n\r\n');
  if (endOfHead === -1) return null;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, endOfHead).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) throw new Error(`This is no answer: ${statusLine}`);
  const body = bytes.subarray(endOfHead + 4);
  if (status === 100) return parseAnswer(body, bodiless);
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  if (headers['transfer-encoding'] !== undefined)
    throw new Error('The answer came in chunks, which none of the API does.');
  const length = bodiless || status === 204 || status === 304 ? 0 : Number(headers['content-length'] ?? 0);
  if (body.length < length) return null;
  const text = body.toString('utf8', 0, length);
  return {
    status,
    headers,
    text,
    body: text !== '' && /\bjson\b/.test(headers['content-type'] ?? '') ? JSON.parse(text) : text,
  };
}
