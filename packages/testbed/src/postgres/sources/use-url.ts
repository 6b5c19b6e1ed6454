import { dropRunDatabases } from '../databases/drop-run-databases.ts';
import { runApplicationName, sweepDatabases } from '../databases/sweep-databases.ts';
import { openClient, withClient } from '../open-client.ts';
import { runTag } from '../run-tag.ts';
import type { Started } from '../supervisor/started.ts';

/**
 * Uses a server that somebody else runs: drops what dead runs left there, and at the end the
 * databases of this run. Only databases with our prefix are ever dropped.
 * @throws when the server does not answer, with what to do
 */
export async function useUrl(databaseUrl: string): Promise<Started> {
  const { host, pathname } = new URL(databaseUrl);
  const place = `${host}${pathname}`;
  try {
    // Open as long as the run: how runs on other machines see that this one lives.
    const sign = await openClient(databaseUrl, runApplicationName(runTag()));
    await withClient(databaseUrl, sweepDatabases);
    return {
      url: databaseUrl,
      place,
      run: runTag(),
      stop: async () => {
        await withClient(databaseUrl, (client) => dropRunDatabases(client, runTag()));
        await sign.end();
      },
    };
  } catch (error) {
    const words = error instanceof AggregateError ? error.errors.map(String).join(', ') : String(error);
    throw new Error(
      `DATABASE_URL points to ${place}, which cannot be used: ${words}. Start that server or correct the URL; ` +
        'without DATABASE_URL a Postgres is started for you.',
      { cause: error },
    );
  }
}
