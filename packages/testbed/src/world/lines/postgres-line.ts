import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { EffectWatch } from './effects.ts';
import { createFrameReader, type Frame } from './postgres-frames.ts';
import { createStatementReader, textOf } from './postgres-statements.ts';
import { changedRows, tablesOf, writesOf } from './sql-effect.ts';
import { connectToPostgres, urlByWayOf } from './way-to-postgres.ts';

export type PostgresLine = {
  readonly url: string;
  /** For when its process has ended: resolves when Postgres has let go of all that the process held. */
  stop(): Promise<void>;
};

/** A way to the database that reports each commit and each write outside of a transaction. */
export async function openPostgresLine(databaseUrl: string, watch: EffectWatch): Promise<PostgresLine> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const onward = connectToPostgres(databaseUrl);
    sockets.add(onward);
    near.on('error', () => near.destroy());
    onward.on('error', () => onward.destroy());
    // Postgres rolls back what was open, and closes its end when nothing is locked any more.
    near.once('close', () => onward.end());
    onward.once('close', () => (sockets.delete(onward), near.destroy()));
    carry(near, onward, watch);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: urlByWayOf(databaseUrl, server.address() as AddressInfo),
    async stop() {
      server.close();
      await Promise.all([...sockets].map((socket) => (socket.end(), once(socket, 'close'))));
    },
  };
}

/**
 * One connection. A command goes on as a whole, from its first message to Sync, and so does its answer, up
 * to ReadyForQuery: what is stopped between the two has been carried out.
 */
function carry(near: Socket, onward: Socket, watch: EffectWatch): void {
  const readNear = createFrameReader(true);
  const readFar = createFrameReader(false);
  const sqlOf = createStatementReader();
  let command: Frame[] = [];
  let answer: Frame[] = [];
  let inTransaction = false;
  let written: string[] = [];
  let told: ((changed: boolean) => Promise<void>) | undefined;
  let sending: Promise<void> = Promise.resolve();

  let sql = '';

  const send = async (frames: readonly Frame[]): Promise<void> => {
    sql = sqlOf(frames);
    const name = effectOf(sql, inTransaction, written);
    told = name === undefined ? undefined : await watch.begins(name);
    onward.write(Buffer.concat(frames.map(({ bytes }) => bytes)));
  };

  const receive = async (frames: readonly Frame[]): Promise<void> => {
    const tags = frames.filter(({ type }) => type === 'C').map(({ body }) => textOf(body));
    const rows = tags.reduce((sum, tag) => sum + changedRows(tag), 0);
    const changed = tags.includes('COMMIT') ? written.length > 0 : rows > 0;
    inTransaction = frames.at(-1)?.body.toString('latin1') !== 'I';
    if (!inTransaction) written = [];
    else if (rows > 0) written = [...new Set([...written, ...tablesOf(sql)])];
    await told?.(changed);
    near.write(Buffer.concat(frames.map(({ bytes }) => bytes)));
  };

  near.on('data', (chunk: Buffer) => {
    for (const frame of readNear(chunk)) {
      command.push(frame);
      // Query and Sync end a command; what comes while connecting or leaving is one by itself.
      if (['P', 'B', 'D', 'E', 'C', 'H'].includes(frame.type)) continue;
      const whole = command;
      command = [];
      sending = sending.then(() => send(whole));
    }
  });
  onward.on('data', (chunk: Buffer) => {
    for (const frame of readFar(chunk)) {
      answer.push(frame);
      // Authentication goes back and forth before the first ReadyForQuery.
      if (frame.type === 'R') {
        near.write(Buffer.concat(answer.map(({ bytes }) => bytes)));
        answer = [];
      }
      if (frame.type !== 'Z') continue;
      const whole = answer;
      answer = [];
      void receive(whole);
    }
  });
}

function effectOf(sql: string, inTransaction: boolean, written: readonly string[]): string | undefined {
  if (!inTransaction) return writesOf(sql);
  return sql.toLowerCase() === 'commit' ? `commit: ${written.join(', ') || 'nothing'}` : undefined;
}
