import { rowVersions } from '../invariants/row-versions.ts';
import { assertInvariants } from '../invariants/assert-invariants.ts';
import { withClient, type Queryable } from '../postgres/index.ts';
import { planOf, type PlanNode } from '../lived-in/plans.ts';
import { readSchema } from '../world/read-schema.ts';
import type { Api } from '../world/start-api.ts';
import type { ShopContext } from './context.ts';

/** The machinery around the shop: its processes, its database, its readiness. */
export function system({ call, world }: ShopContext) {
  const { startApi, startProcess, startWatched, startLoop, openDatabaseLine, createEmptyDatabase } = world;
  return {
    startApi,
    startProcess,
    startWatched,
    startLoop,
    openDatabaseLine,
    createEmptyDatabase,
    /** Another text whenever a row of the shop was written, see rowVersions. */
    rowVersions: () => rowVersions(world.database),
    /** What the API sends to the database while it does each of these, under the same names. */
    async statementsOf<Name extends string>(
      acts: Readonly<Record<Name, (api: Api) => Promise<unknown>>>,
    ): Promise<Map<Name, string[]>> {
      const line = await openDatabaseLine();
      const api = await startApi({ DATABASE_URL: line.url });
      const statements = new Map<Name, string[]>();
      for (const name of Object.keys(acts) as Name[]) {
        line.takeStatements();
        await acts[name](api);
        statements.set(name, line.takeStatements());
      }
      return statements;
    },
    /** How Postgres would run the statement whatever its parameters are. */
    planOf: (statement: string): Promise<PlanNode> => planOf(world.database, statement),
    /** The same while this is done to the schema. */
    planAfter: async (change: string, statement: string): Promise<PlanNode> => {
      const client = await world.database.connect();
      try {
        await client.query('BEGIN');
        await client.query(change);
        return await planOf(client, statement);
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    },
    /** The past as it was made. */
    onHistory: <T>(look: (books: Queryable) => Promise<T>): Promise<T> =>
      withClient(world.historyUrls.kept, look),
    /** The same past, for jobs to work in: an API there, and a look at what it leaves. */
    startApiInHistory: () => startApi({ DATABASE_URL: world.historyUrls.worked }),
    onWorkedHistory: <T>(look: (books: Queryable) => Promise<T>): Promise<T> =>
      withClient(world.historyUrls.worked, look),
    /** All books, also of what this test did not touch. */
    assertAllBooks: (books: Queryable) => assertInvariants(books),
    /** The schema of the shop's database, which was migrated from nothing to the newest version at once. */
    schema: () => readSchema(world.database),
    isLive: (how: { via?: typeof world.api.http } = {}) => call<{ status: string }>('readLiveness', how),
    isReady: (how: { via?: typeof world.api.http } = {}) => call<{ status: string }>('readReadiness', how),
    readProblemType: (slug: string) =>
      call<{ type: string; title: string; status: number }>('readProblemType', { params: { slug } }),
    /** Resolves once the answer to this key is stored, for a call whose own answer nobody waits for. */
    async untilAnswered(idempotencyKey: string): Promise<void> {
      const finished = `SELECT FROM idempotency_keys WHERE key = $1 AND status = 'finished'`;
      while ((await world.database.query(finished, [idempotencyKey])).rowCount === 0);
    },
    /** The shop's database as somebody may reach it who misconfigures the API. */
    databaseUrl: (change: (url: URL) => void): string => {
      const url = new URL(world.databaseUrl);
      change(url);
      return url.href;
    },
    /**
     * Looks at the books while these changes stand, which no key, trigger or check at commit refuses.
     * A constraint that is checked at once must be dropped by the first of them; nothing of it stays.
     */
    async whileBroken<T>(changes: readonly string[], look: (books: Queryable) => Promise<T>): Promise<T> {
      const client = await world.database.connect();
      try {
        await client.query('BEGIN');
        await client.query('SET LOCAL session_replication_role = replica');
        for (const change of changes) await client.query(change);
        return await look(client);
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    },
  };
}
