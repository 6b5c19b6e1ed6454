import { Client } from 'pg';

/** A connected client for one database; the caller ends it. */
export async function openClient(url: string, applicationName = 'topheavy'): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: applicationName });
  // A server that goes away breaks the query in flight, which rejects. Without a listener the
  // 'error' event of an idle connection would end the process.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Runs `work` on a connection of its own to `url`, and ends that whatever happens. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await openClient(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
