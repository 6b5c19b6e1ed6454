import type { ServerResponse } from 'node:http';
import { replyText } from '../reply-text.ts';
import type { AnsweredExchange, FaultOutcome, WriteAnswer } from './faulted-exchange.ts';

/** Everything arrives, in pieces: the head at once, then so many bytes of the body every so often. */
export const drip = (
  { bytes, everyMs }: { bytes: number; everyMs: number },
  { reply, pauseWhileConnected }: AnsweredExchange,
): FaultOutcome => ({
  reply,
  write: async ({ response, status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.flushHeaders();
    for (let sent = 0; sent < body.length; sent += bytes) {
      if ((await pauseWhileConnected(everyMs)) === 'silent') return;
      response.write(body.subarray(sent, sent + bytes));
    }
    response.end();
  },
});

/** The first `at` bytes of the body, then the connection ends; `clean` says that those were all. */
export const truncate = (
  { at, how }: { at: number; how: 'content-length' | 'chunked' | 'clean' },
  exchange: AnsweredExchange,
): FaultOutcome =>
  cut(exchange, at, async ({ response, status, headers, body }) => {
    const part = body.subarray(0, at);
    if (how === 'clean') {
      response.writeHead(status, { ...headers, 'content-length': at });
      response.end(part);
      return;
    }
    response.writeHead(status, how === 'chunked' ? headers : { ...headers, 'content-length': body.length });
    await written(response, part);
    response.socket?.end();
  });

/** Half of the body in a proper chunk, then one whose size is no number. */
export const malformedChunk = (_: unknown, exchange: AnsweredExchange): FaultOutcome =>
  cut(exchange, 0, async ({ response, status, headers, body }) => {
    response.writeHead(status, headers);
    await written(response, body.subarray(0, Math.ceil(body.length / 2)));
    response.socket?.end('no-size\r\n');
  });

/** The head and the first `bytes` of the body, then the connection is reset. */
export const resetAfter = (bytes: number, exchange: AnsweredExchange): FaultOutcome =>
  cut(exchange, bytes, async ({ response, status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': body.length });
    await written(response, body.subarray(0, bytes));
    response.socket?.resetAndDestroy();
  });

const cut = ({ reply }: AnsweredExchange, at: number, write: WriteAnswer): FaultOutcome => {
  const length = Buffer.byteLength(replyText(reply).text);
  return at < length
    ? { reply, write }
    : { misfit: `The answer has ${length} bytes: it cannot be cut after ${at}.` };
};

/** Resolves when the head and those bytes are with the operating system, or the client has left. */
const written = async (response: ServerResponse, bytes: Buffer): Promise<void> => {
  if (bytes.length > 0) response.write(bytes);
  else response.flushHeaders();
  // An empty write comes after all before it, and brings no byte of its own.
  await new Promise((resolve) => response.socket?.write('', resolve) ?? resolve(undefined));
};
