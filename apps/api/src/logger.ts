import { API_KEY } from './auth/api-key.ts';
import { pino, type DestinationStream, type Logger } from 'pino';

/** Wherever these names appear, their values stay out of the log. */
const SECRET_FIELDS = [
  'authorization',
  'apiKey',
  'secretKey',
  'accessToken',
  'password',
  'connectionString',
  'client',
  // Where Postgres quotes the row that it refuses.
  'detail',
];

const CENSOR = '[redacted]';

const redact = {
  paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
  censor: CENSOR,
};

/** Writes at once: pino's own default is asynchronous, and an exit then overtakes or loses the last lines. */
const standardOutput = (): DestinationStream => pino.destination({ dest: 1, sync: true });

type LoggerOptions = {
  /** Values that stay out of every line, under whatever name and within whatever text. */
  readonly secrets?: readonly string[];
  readonly destination?: DestinationStream;
};

export function createLogger(
  level: string,
  { secrets = [], destination = standardOutput() }: LoggerOptions = {},
): Logger {
  const pattern = patternOf(secrets);
  return pino(
    {
      level,
      redact,
      base: { service: 'topheavy-api' },
      hooks: { streamWrite: (line) => line.replace(pattern, CENSOR) },
    },
    destination,
  );
}

/** As a pattern that matches this text and nothing else. */
const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** The secrets, plain, in a URL and in JSON that became text of a line; and keys of this API. */
function patternOf(secrets: readonly string[]): RegExp {
  const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
  const forms = secrets.flatMap((secret) => [
    inJson(secret),
    inJson(inJson(secret)),
    encodeURIComponent(secret),
  ]);
  const longestFirst = [...new Set(forms)].toSorted((a, b) => b.length - a.length).map(literally);

  return new RegExp([API_KEY.source, ...longestFirst].join('|'), 'g');
}
