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

export const createLogger = (level: string, destination?: DestinationStream): Logger => {
  const options = { level, redact, base: { service: 'topheavy-api' } };
  return destination === undefined ? pino(options) : pino(options, destination);
};
