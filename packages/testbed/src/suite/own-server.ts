import { cloneDatabase, startOwnPostgres, type OwnPostgres } from '../postgres/index.ts';
import { ensureShopTemplate } from './shop-template.ts';

export type OwnServer = Pick<OwnPostgres, 'down' | 'up'> & { readonly databaseUrl: string };

/** A server with an empty shop on it; `folder` is where its data go. */
export async function startOwnServer(
  folder: string | null = null,
): Promise<OwnServer & Pick<OwnPostgres, 'stop'>> {
  const server = await startOwnPostgres({ folder });
  try {
    const databaseUrl = await cloneDatabase(server, await ensureShopTemplate(server), 'shop');
    return { databaseUrl, down: server.down, up: server.up, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
