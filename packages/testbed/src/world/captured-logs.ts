import { Writable } from 'node:stream';

export type LogLine = Readonly<Record<string, unknown>> & { readonly level: number; readonly msg: string };

/** pino's numeric levels. */
const WARN = 40;
const ERROR = 50;

/** What pino puts into each line. */
const COMMON: ReadonlySet<string> = new Set(['level', 'time', 'service', 'msg']);

/** What the API logged since the last `clear`, so that a test sees it and an unexpected error fails it. */
export type CapturedLogs = {
  readonly stream: Writable;
  lines(): readonly LogLine[];
  /** All of it as it was written, to search for what must not be there. */
  text(): string;
  /** The first line that has these fields, written already or yet to come: some follow the answer. */
  until(fields: Readonly<Record<string, unknown>>): Promise<LogLine>;
  errors(): readonly LogLine[];
  /** Lines that do not say what happened, and warnings and errors that do not say to whom or why. */
  vague(): readonly LogLine[];
  /** The next error is part of the test: `errors()` leaves out the first that this one matches. */
  expectError(pattern: RegExp): void;
  /** Errors like this one may come, as often as luck has it. */
  allowErrors(pattern: RegExp): void;
  /** Errors that were expected and did not come. */
  missing(): readonly RegExp[];
  clear(): void;
};

type Waiting = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly resolve: (line: LogLine) => void;
};

export function captureLogs(): CapturedLogs {
  let lines: LogLine[] = [];
  let texts: string[] = [];
  let expected: RegExp[] = [];
  let allowed: RegExp[] = [];
  let waiting: Waiting[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const text of chunk.toString('utf8').split('\n').filter(Boolean)) {
        const line = JSON.parse(text) as LogLine;
        lines.push(line);
        texts.push(text);
        const met = waiting.filter(({ fields }) => hasFields(line, fields));
        waiting = waiting.filter((one) => !met.includes(one));
        for (const { resolve } of met) resolve(line);
      }
      done();
    },
  });
  const compare = (): { unexpected: LogLine[]; missing: RegExp[] } => {
    const missing = [...expected];
    const unexpected = lines.filter((line) => {
      if (line.level < ERROR || allowed.some((pattern) => pattern.test(JSON.stringify(line)))) return false;
      const index = missing.findIndex((pattern) => pattern.test(JSON.stringify(line)));
      if (index === -1) return true;
      missing.splice(index, 1);
      return false;
    });
    return { unexpected, missing };
  };
  return {
    stream,
    lines: () => lines,
    text: () => texts.join('\n'),
    until: (fields) =>
      new Promise((resolve) => {
        const known = lines.find((line) => hasFields(line, fields));
        if (known === undefined) waiting.push({ fields, resolve });
        else resolve(known);
      }),
    errors: () => compare().unexpected,
    vague: () => lines.filter(isVague),
    missing: () => compare().missing,
    expectError: (pattern) => void expected.push(pattern),
    allowErrors: (pattern) => void allowed.push(pattern),
    clear: () => {
      lines = [];
      texts = [];
      expected = [];
      allowed = [];
      waiting = [];
    },
  };
}

const hasFields = (line: LogLine, fields: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(fields).every(([name, value]) => line[name] === value);

const isVague = (line: LogLine): boolean =>
  !line.msg || (line.level >= WARN && Object.keys(line).every((name) => COMMON.has(name)));
