import { unescape } from 'node:querystring';
import { BASE_CURRENCY, type Currency } from '@topheavy/domain';
import { z } from 'zod';
import { currencySchema } from './http/money-schema.ts';

const port = z.coerce.number().int().min(0).max(65535);
const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().min(1)).min(1));
const url = z.url({ protocol: /^https?$/ });
const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);

/** A cart that names no currency is in the base currency. */
const currencies = list
  .pipe(z.array(currencySchema))
  .refine((sold) => sold.includes(BASE_CURRENCY), `must have ${BASE_CURRENCY} among them`);

/** The environment, parsed once. Names as in docs/configuration.md, which a test compares with this. */
export const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on'),
  PORT: port.default(3000).describe('Port of the API'),
  METRICS_PORT: port.default(9464).describe('Port of GET /metrics, kept apart from the API'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('Least severe log line that is written'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('Postgres connection string'),
  DATABASE_POOL_SIZE: positive(10).describe('Connections per process'),
  DATABASE_ACQUIRE_TIMEOUT_MS: positive(2000).describe('Wait for a free connection before answering 503'),
  DATABASE_STATEMENT_TIMEOUT_MS: positive(5000).describe('A statement that runs longer is cancelled'),
  STRIPE_URL: url.default('https://api.stripe.com').describe('Payments'),
  STRIPE_SECRET_KEY: z.string().min(1).describe('Secret key of the Stripe account'),
  STRIPE_WEBHOOK_SECRETS: list.describe('Signing secrets, comma separated: old and new while rotating'),
  STRIPE_RETURN_URL: url
    .default('https://shop.topheavy.example/payment-done')
    .describe('Where a customer comes back to after authenticating a payment'),
  VATCOMPLY_URL: url.default('https://api.vatcomply.com').describe('VAT rates'),
  FRANKFURTER_URL: url.default('https://api.frankfurter.dev').describe('Exchange rates'),
  EASYPOST_URL: url.default('https://api.easypost.com').describe('Shipping'),
  EASYPOST_API_KEY: z.string().min(1).describe('Key of the EasyPost account'),
  EASYPOST_WEBHOOK_SECRET: z.string().min(1).describe('Signing secret of the EasyPost webhook'),
  SQUARE_URL: url.default('https://connect.squareup.com').describe('Inventory'),
  SQUARE_ACCESS_TOKEN: z.string().min(1).describe('Access token of the Square account'),
  SQUARE_LOCATION_ID: z.string().min(1).describe('Location whose stock is sold'),
  RESEND_URL: url.default('https://api.resend.com').describe('E-mail'),
  RESEND_API_KEY: z.string().min(1).describe('Key of the Resend account'),
  EMAIL_FROM: z.string().min(3).default('Topheavy <orders@topheavy.example>').describe('Sender of all mail'),
  GATEWAY_DEADLINE_MS: positive(8000).describe('Total time for one call to another service'),
  GATEWAY_RETRY_DELAY_MS: positive(100).describe(
    'Pause before a call that is safe to repeat is repeated once',
  ),
  GATEWAY_BREAKER_FAILURES: positive(5).describe(
    'Failures in a row after which a service is not asked for 10 s',
  ),
  RATE_LIMIT_PER_MINUTE: positive(600).describe('Requests per API key, per process'),
  CURRENCIES: currencies
    .prefault('EUR,USD,GBP,CHF,JPY,KWD')
    .describe('Currencies of new orders, comma separated; orders in others are seen through to their end'),
  RESERVATION_MINUTES: positive(30).describe('How long an unpaid order keeps its stock'),
  IDEMPOTENCY_LEASE_MS: positive(30_000).describe('After this a claim of a crashed process is taken over'),
  SETTLE_AFTER_MS: positive(60_000).describe('Age at which a sweeper looks at an unfinished call'),
  RATES_FRESH_MINUTES: positive(60).describe('VAT and exchange rates are asked for again after this'),
  RATES_STALE_MINUTES: positive(1440).describe('When their service is down they are used until this age'),
  STOCK_STALE_MINUTES: positive(1440).describe(
    'Stock is counted every 5 minutes; when its service is down, the last count is sold by until this age',
  ),
  BACKGROUND: z.enum(['on', 'off']).default('on').describe('off: this process only answers requests'),
  SHUTDOWN_GRACE_MS: positive(10_000).describe('Time for running requests to finish on SIGTERM'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional().describe('Turns OpenTelemetry on and says where to send to'),
});

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly logLevel: string;
  readonly database: {
    readonly url: string;
    readonly poolSize: number;
    readonly acquireTimeoutMs: number;
    readonly statementTimeoutMs: number;
  };
  readonly gateways: {
    readonly deadlineMs: number;
    readonly retryDelayMs: number;
    readonly breakerFailures: number;
    readonly stripe: { readonly baseUrl: string; readonly secretKey: string; readonly returnUrl: string };
    readonly vatcomply: { readonly baseUrl: string };
    readonly frankfurter: { readonly baseUrl: string };
    readonly easypost: { readonly baseUrl: string; readonly apiKey: string };
    readonly square: { readonly baseUrl: string; readonly accessToken: string; readonly locationId: string };
    readonly resend: { readonly baseUrl: string; readonly apiKey: string; readonly from: string };
  };
  readonly stripeWebhookSecrets: readonly string[];
  readonly easypostWebhookSecret: string;
  readonly rateLimitPerMinute: number;
  /** Those that are sold in. */
  readonly currencies: readonly Currency[];
  readonly reservationMs: number;
  readonly idempotencyLeaseMs: number;
  readonly settleAfterMs: number;
  readonly rates: { readonly freshMs: number; readonly staleMs: number };
  readonly stockStaleMs: number;
  readonly background: boolean;
  readonly shutdownGraceMs: number;
  readonly telemetryEndpoint: string | null;
  /** All values of it that nobody may read in a log. */
  readonly secrets: readonly string[];
};

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const MINUTE = 60_000;

/** Throws ConfigError with every problem at once, so that nobody mends them one restart at a time. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is how compose files and shells say "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const missing = given[String(path[0])] === undefined;
      return `  ${path.join('.')}: ${missing ? 'it is not set' : message}`;
    });
    throw new ConfigError(
      `The environment is not usable:\n${problems.join('\n')}\nSee docs/configuration.md.`,
    );
  }
  const env = parsed.data;
  return {
    host: env.HOST,
    port: env.PORT,
    metricsPort: env.METRICS_PORT,
    logLevel: env.LOG_LEVEL,
    database: {
      url: env.DATABASE_URL,
      poolSize: env.DATABASE_POOL_SIZE,
      acquireTimeoutMs: env.DATABASE_ACQUIRE_TIMEOUT_MS,
      statementTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_MS,
    },
    gateways: {
      deadlineMs: env.GATEWAY_DEADLINE_MS,
      retryDelayMs: env.GATEWAY_RETRY_DELAY_MS,
      breakerFailures: env.GATEWAY_BREAKER_FAILURES,
      stripe: { baseUrl: env.STRIPE_URL, secretKey: env.STRIPE_SECRET_KEY, returnUrl: env.STRIPE_RETURN_URL },
      vatcomply: { baseUrl: env.VATCOMPLY_URL },
      frankfurter: { baseUrl: env.FRANKFURTER_URL },
      easypost: { baseUrl: env.EASYPOST_URL, apiKey: env.EASYPOST_API_KEY },
      square: {
        baseUrl: env.SQUARE_URL,
        accessToken: env.SQUARE_ACCESS_TOKEN,
        locationId: env.SQUARE_LOCATION_ID,
      },
      resend: { baseUrl: env.RESEND_URL, apiKey: env.RESEND_API_KEY, from: env.EMAIL_FROM },
    },
    stripeWebhookSecrets: env.STRIPE_WEBHOOK_SECRETS,
    easypostWebhookSecret: env.EASYPOST_WEBHOOK_SECRET,
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    currencies: env.CURRENCIES,
    reservationMs: env.RESERVATION_MINUTES * MINUTE,
    idempotencyLeaseMs: env.IDEMPOTENCY_LEASE_MS,
    settleAfterMs: env.SETTLE_AFTER_MS,
    rates: { freshMs: env.RATES_FRESH_MINUTES * MINUTE, staleMs: env.RATES_STALE_MINUTES * MINUTE },
    stockStaleMs: env.STOCK_STALE_MINUTES * MINUTE,
    background: env.BACKGROUND === 'on',
    shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
    telemetryEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    secrets: secretsOf(env),
  };
}

const secretsOf = (env: z.output<typeof environmentSchema>): string[] =>
  [
    unescape(new URL(env.DATABASE_URL).password),
    env.STRIPE_SECRET_KEY,
    ...env.STRIPE_WEBHOOK_SECRETS,
    env.EASYPOST_API_KEY,
    env.EASYPOST_WEBHOOK_SECRET,
    env.SQUARE_ACCESS_TOKEN,
    env.RESEND_API_KEY,
    // A password such as "shop" is a word, too: without it every line would have holes.
  ].filter((secret) => secret.length >= 8);
