import { Writable } from 'node:stream';

export type LogLine = Readonly<Record<string, unknown>> & { readonly level: number; readonly msg: string };

/** pino's numeric level for errors. */
const ERROR = 50;

/** What the API logged since the last `clear`, so that a test sees it and an unexpected error fails it. */
export type CapturedLogs = {
  readonly stream: Writable;
  lines(): readonly LogLine[];
  /** All of it as it was written, to search for what must not be there. */
  text(): string;
  /** The first line that has these fields, written already or yet to come: some follow the answer. */
  until(fields: Readonly<Record<string, unknown>>): Promise<LogLine>;
  errors(): readonly LogLine[];
  /** The next error is part of the test: `errors()` leaves those out that this one matches. */
  expectError(pattern: RegExp): void;
  clear(): void;
};

type Waiting = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly resolve: (line: LogLine) => void;
};

export function captureLogs(): CapturedLogs {
  let lines: string[] = [];
  let expected: RegExp[] = [];
  let waiting: Waiting[] = [];
  const parse = (line: string): LogLine => JSON.parse(line) as LogLine;
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const text of chunk.toString('utf8').split('\n').filter(Boolean)) {
        lines.push(text);
        const line = parse(text);
        const met = waiting.filter(({ fields }) => hasFields(line, fields));
        waiting = waiting.filter((one) => !met.includes(one));
        for (const { resolve } of met) resolve(line);
      }
      done();
    },
  });
  return {
    stream,
    lines: () => lines.map(parse),
    text: () => lines.join('\n'),
    until: (fields) =>
      new Promise((resolve) => {
        const known = lines.map(parse).find((line) => hasFields(line, fields));
        if (known === undefined) waiting.push({ fields, resolve });
        else resolve(known);
      }),
    errors: () => {
      const open = [...expected];
      return lines.map(parse).filter((line) => {
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
      waiting = [];
    },
  };
}

const hasFields = (line: LogLine, fields: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(fields).every(([name, value]) => line[name] === value);
