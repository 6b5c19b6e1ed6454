import { Writable } from 'node:stream';

export type LogLine = Readonly<Record<string, unknown>> & { readonly level: number; readonly msg: string };

/** pino's numeric level for errors. */
const ERROR = 50;

/** What the API logged since the last `clear`, so that a test sees it and an unexpected error fails it. */
export type CapturedLogs = {
  readonly stream: Writable;
  lines(): readonly LogLine[];
  errors(): readonly LogLine[];
  /** The next error is part of the test: `errors()` leaves those out that this one matches. */
  expectError(pattern: RegExp): void;
  clear(): void;
};

export function captureLogs(): CapturedLogs {
  let lines: string[] = [];
  let expected: RegExp[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString('utf8').split('\n').filter(Boolean));
      done();
    },
  });
  const parsed = (): LogLine[] => lines.map((line) => JSON.parse(line) as LogLine);
  return {
    stream,
    lines: parsed,
    errors: () => {
      const open = [...expected];
      return parsed().filter((line) => {
        if (line.level < ERROR) return false;
        const index = open.findIndex((pattern) => pattern.test(JSON.stringify(line)));
        if (index === -1) return true;
        open.splice(index, 1);
        return false;
      });
    },
    expectError: (pattern) => void expected.push(pattern),
    clear: () => {
      lines = [];
      expected = [];
    },
  };
}
