import { createFrameReader } from './lines/postgres-frames.ts';
import { createStatementReader } from './lines/postgres-statements.ts';

/** Reads what a client sends to Postgres over one connection and notes each statement whenever it runs. */
export function statementReader(note: (text: string) => void): (chunk: Buffer) => void {
  const readFrames = createFrameReader(true);
  const sqlOf = createStatementReader();
  return (chunk) => {
    for (const frame of readFrames(chunk)) {
      const sql = sqlOf([frame]);
      if (sql !== '') note(sql);
    }
  };
}
