import { openClient } from '@topheavy/testbed/postgres';

/** The first column of what a query answers, asked on a connection of its own. */
export async function readColumn(url: string, query: string): Promise<unknown[]> {
  const client = await openClient(url);
  try {
    const { rows } = await client.query<{ value: unknown }>(`SELECT value FROM (${query}) AS answer(value)`);
    return rows.map(({ value }) => value);
  } finally {
    await client.end();
  }
}
