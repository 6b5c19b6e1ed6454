import { DatabaseError, type PoolClient } from 'pg';

/** Postgres keeps what it parsed and planned for each name and connection: a text that varies without end would fill it. */
const MOST_NAMES = 300;

const PREPARED = /^(select|insert|update|delete|with) /;

/**
 * feature_not_supported, with the words of RevalidateCachedQuery in Postgres: somebody added a column that
 * `select *` or `returning *` shows. Everybody may do so in a rolling deployment.
 */
export const isOutdatedPlan = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === '0A000' && error.message.includes('cached plan');

/**
 * Sends each statement under a name, so that Postgres parses and plans it once for each connection (ADR 0016).
 * When the schema changes, all connections go on under new names. A statement outside of a transaction
 * is then simply sent again; a transaction has to start anew, which `inTransaction` does.
 */
export function statementNames(): (client: PoolClient) => void {
  let numbers = new Map<string, number>();
  let schema = 1;
  const nameOf = (text: string): string | undefined => {
    if (!PREPARED.test(text)) return undefined;
    const known = numbers.get(text);
    if (known === undefined && numbers.size === MOST_NAMES) return undefined;
    const number = known ?? numbers.size + 1;
    numbers.set(text, number);
    return `s${schema}_${number}`;
  };
  const outdated = (name: string): void => {
    if (!name.startsWith(`s${schema}_`)) return;
    schema += 1;
    numbers = new Map();
  };

  return (client) => {
    const query = client.query;
    let inTransaction = false;
    // `query` has a dozen forms. Kysely uses this one, with a promise; all others go on as they came.
    const send = (...args: readonly unknown[]): unknown => {
      const [text, values] = args;
      if (typeof text !== 'string' || !Array.isArray(values) || args.length > 2)
        return Reflect.apply(query, client, args);
      if (/^(begin|start transaction)/.test(text)) inTransaction = true;
      if (/^(commit|rollback)$/.test(text)) inTransaction = false;
      const name = nameOf(text);
      if (name === undefined) return Reflect.apply(query, client, args);
      const sent = Reflect.apply(query, client, [{ name, text, values }]) as Promise<unknown>;
      return sent.catch((error: unknown) => {
        if (!isOutdatedPlan(error)) throw error;
        outdated(name);
        if (inTransaction) throw error;
        return Reflect.apply(query, client, [{ name: nameOf(text), text, values }]);
      });
    };
    client.query = send as PoolClient['query'];
  };
}
