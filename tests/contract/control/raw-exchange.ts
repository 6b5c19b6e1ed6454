import { connect } from 'node:net';

export type RawAnswer = {
  head: string;
  /** After the head, as it came: chunk sizes included. */
  body: string;
  /** How the body was cut into reads. */
  pieces: string[];
  /** 'end' where the server closed in order, else the code of the error. */
  ended: string;
};

/** One GET over a bare socket: what the server really sent, and how it ended. */
export const rawExchange = (url: string, headers: Record<string, string>): Promise<RawAnswer> =>
  new Promise((resolve) => {
    const { hostname, port, pathname, search } = new URL(url);
    const reads: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) });
    const finish = (ended: string): void => {
      socket.destroy();
      resolve(answerFrom(reads, ended));
    };
    socket.on('data', (bytes) => reads.push(bytes));
    socket.once('end', () => finish('end'));
    socket.once('error', (error: NodeJS.ErrnoException) => finish(error.code ?? error.message));
    const fields = Object.entries({ host: hostname, connection: 'close', ...headers });
    socket.write(
      [
        `GET ${pathname}${search} HTTP/1.1`,
        ...fields.map(([name, value]) => `${name}: ${value}`),
        '',
        '',
      ].join('\r\n'),
    );
  });

const answerFrom = (reads: readonly Buffer[], ended: string): RawAnswer => {
  const text = Buffer.concat(reads).toString('latin1');
  const headEnd = text.indexOf('\r\n\r\n') + 4;
  const pieces: string[] = [];
  let position = 0;
  for (const read of reads) {
    const piece = read.toString('latin1').slice(Math.max(0, headEnd - position));
    position += read.length;
    if (piece !== '') pieces.push(piece);
  }
  return { head: text.slice(0, headEnd), body: text.slice(headEnd), pieces, ended };
};
