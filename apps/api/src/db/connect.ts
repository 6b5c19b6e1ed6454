import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types, type CustomTypesConfig } from 'pg';
import type { Database } from './schema.ts';

const { INT8, DATE } = types.builtins;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integer range`);
  return value;
}

// A `date` stays text: as a Date it would become midnight in the process's time zone.
const parsers: CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format !== 'binary' && oid === INT8) return safeInteger;
    if (format !== 'binary' && oid === DATE) return (text: string) => text;
    return types.getTypeParser(oid, format);
  },
};

export type ConnectOptions = {
  readonly url: string;
  readonly poolSize: number;
  /** How long a request waits for a free connection before it is told to come back. */
  readonly acquireTimeoutMs: number;
  readonly statementTimeoutMs: number;
};

/** `onLost` hears of connections that broke while idle; the pool replaces them. */
export function createPool(options: ConnectOptions, onLost: (error: Error) => void = () => {}): Pool {
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: options.acquireTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    application_name: 'topheavy-api',
    types: parsers,
  });
  // Without a listener such an error ends the process.
  pool.on('error', onLost);
  return pool;
}

export const createDatabase = (pool: Pool): Kysely<Database> =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
