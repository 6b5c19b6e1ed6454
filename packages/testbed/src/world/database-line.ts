import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connectToPostgres, urlByWayOf } from './lines/way-to-postgres.ts';
import { statementReader } from './statement-reader.ts';

/** A way to the database that a test can disturb, as a broken cable or a distant server would. */
export type DatabaseLine = {
  /** The database's URL by way of this line. */
  readonly url: string;
  /** Ends the connections there are and refuses new ones. */
  cut(): void;
  /** Takes connections again, and carries bytes at once. */
  mend(): void;
  /** From now on every packet takes that long, in each direction. */
  delay(ms: number): void;
  /** How many packets arrived late by `delay`. */
  heldBack(): number;
  /** From now on nothing arrives, and nobody is told: a firewall that forgot the connections. */
  swallow(): void;
  /**
   * The next statement with these words, or the one after the first `spared`, reaches the database and is
   * carried out; the connection breaks before the answer is back. Resolves then.
   */
  loseAnswerTo(words: string, spared?: number): Promise<void>;
  /** The statements that went by on it since the last call, in order. */
  takeStatements(): string[];
  stop(): Promise<void>;
};

export async function openDatabaseLine(databaseUrl: string): Promise<DatabaseLine> {
  const sockets = new Set<Socket>();
  let whole = true;
  let delayMs = 0;
  let heldBack = 0;
  let swallowing = false;
  let trap: { readonly words: string; spared: number; readonly sprung: () => void } | null = null;

  const carry = (chunk: Buffer, to: Socket): void => {
    if (swallowing) return;
    if (delayMs === 0) to.write(chunk);
    // Timers of one length fire in the order in which they were set, so bytes stay in order.
    else
      setTimeout(() => {
        if (to.destroyed) return;
        heldBack += 1;
        to.write(chunk);
      }, delayMs);
  };
  let statements: string[] = [];
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const onward = connectToPostgres(databaseUrl);
    let answerIsLost: (() => void) | null = null;
    near.on(
      'data',
      statementReader((text) => statements.push(text)),
    );
    near.on('data', (chunk: Buffer) => {
      if (trap !== null && chunk.includes(trap.words)) {
        if (trap.spared === 0) [answerIsLost, trap] = [trap.sprung, null];
        else trap.spared -= 1;
      }
      carry(chunk, onward);
    });
    onward.on('data', (chunk: Buffer) => {
      if (answerIsLost === null) return carry(chunk, near);
      near.destroy();
      answerIsLost();
    });
    for (const [socket, other] of [
      [near, onward],
      [onward, near],
    ] as const) {
      sockets.add(socket);
      // Either end may go at any time: the other one goes with it.
      socket.on('error', () => other.destroy());
      socket.once('end', () => other.end());
      socket.once('close', () => (sockets.delete(socket), other.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    whole = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: urlByWayOf(databaseUrl, server.address() as AddressInfo),
    cut,
    mend: () => {
      [whole, swallowing, delayMs] = [true, false, 0];
    },
    delay: (ms) => {
      delayMs = ms;
    },
    heldBack: () => heldBack,
    swallow: () => {
      swallowing = true;
    },
    loseAnswerTo: (words, spared = 0) =>
      new Promise((sprung) => {
        trap = { words, spared, sprung };
      }),
    takeStatements: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
    stop: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
