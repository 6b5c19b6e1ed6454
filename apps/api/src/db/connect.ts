import { Socket } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import { defaults, Pool, types, type CustomTypesConfig } from 'pg';
import { statementNames } from './prepared-statements.ts';
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
    if (oid === INT8) return safeInteger;
    if (oid === DATE) return (text: string) => text;
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

// Else a moment is sent in the process's time zone, and loses the seconds by which that was off UTC before 1900.
defaults.parseInputDatesAsUTC = true;

/** Longer than Postgres takes to say that it cancelled a statement. */
const SILENCE_MARGIN_MS = 1000;

/**
 * A connection on which nothing arrives for longer than any statement may run is dead, whatever the
 * system believes: a firewall that forgot it tells nobody, and TCP finds out after a quarter of an hour.
 */
function openSocket(silenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () => socket.destroy());
  return socket;
}

/** `onLost` hears of connections that broke while idle; the pool replaces them. */
export function createPool(options: ConnectOptions, onLost: (error: Error) => void = () => {}): Pool {
  const silenceMs = options.statementTimeoutMs + SILENCE_MARGIN_MS;
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: options.acquireTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    stream: () => openSocket(silenceMs),
    // Else silence would end it in the pool, and be reported as a loss.
    idleTimeoutMillis: silenceMs / 2,
    application_name: 'topheavy-api',
    // pg reads no other style of dates, and a server or a database may have been set to one.
    options: '-c datestyle=ISO',
    types: parsers,
  });
  // Without a listener an error ends the process. The pool listens to idle connections only; where a query
  // runs, that query fails with it.
  pool.on('error', onLost);
  pool.on('connect', statementNames());
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export const createDatabase = (pool: Pool): Kysely<Database> =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
