import { Writable } from 'node:stream';

/** What the APIs log: only warnings and errors are kept. */
export type ApiLog = {
  readonly stream: Writable;
  /** Lines of level `error` and above. */
  errors(): readonly string[];
  /** Lines of level `warn`. */
  warnings(): readonly string[];
};

/** pino's lines begin with their level. */
const WARNING = /^\{"level":40,/;
const SEVERE = /^\{"level":(50|60),/;

export function createApiLog(): ApiLog {
  const warnings: string[] = [];
  const severe: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      // One line at a time: that is how the process is read.
      const line = chunk.toString('utf8');
      if (WARNING.test(line)) warnings.push(line.trimEnd());
      if (SEVERE.test(line)) severe.push(line.trimEnd());
      done();
    },
  });
  return { stream, errors: () => severe, warnings: () => warnings };
}
