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
];

const redact = {
  paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
  censor: '[redacted]',
};

/** Writes at once: pino's own default is asynchronous, and an exit then overtakes or loses the last lines. */
const standardOutput = (): DestinationStream => pino.destination({ dest: 1, sync: true });

export const createLogger = (level: string, destination: DestinationStream = standardOutput()): Logger =>
  pino({ level, redact, base: { service: 'topheavy-api' } }, destination);
