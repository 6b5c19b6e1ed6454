import { createLogger, parseConfig, startServer } from '@topheavy/api';
import { openAccounts, seedCatalogue, stockCounter, walk, type Accounts } from '@topheavy/demo';
import { startFakes, type Fakes } from '@topheavy/fakes';
import { cloneDatabase, startPostgres } from '@topheavy/testbed/postgres';
import {
  EASYPOST_WEBHOOK_SECRET,
  fakesEnvironment,
  SQUARE_LOCATION_ID,
  STRIPE_WEBHOOK_SECRET,
} from './fakes-environment.ts';
import type { Teardown } from './teardown.ts';

export type RunningShop = Accounts & {
  readonly postgres: string;
  readonly url: string;
  readonly metricsUrl: string;
  readonly fakesControlUrl: string;
  readonly walk: string;
};

type Address = { readonly host: string; readonly port: number; readonly metricsPort: number };

/** Starts the whole shop in this process, and tells `teardown` how to stop what it has started. */
export async function startShop(
  { host, port, metricsPort }: Address,
  teardown: Teardown,
): Promise<RunningShop> {
  const postgres = await startPostgres();
  teardown.add(postgres.stop);
  // With DATABASE_URL the server is somebody's: a database of our own is dropped with the run.
  const databaseUrl = await cloneDatabase(postgres, 'template0', 'shop');

  const fakes = await startFakes({ webhookMode: 'auto' });
  teardown.add(fakes.stop);

  const config = parseConfig({
    LOG_LEVEL: 'warn',
    ...process.env,
    ...fakesEnvironment(fakes.urls),
    DATABASE_URL: databaseUrl,
    HOST: host,
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
  });
  const server = await startServer(config, createLogger(config.logLevel, { secrets: config.secrets }));
  teardown.add(server.stop);
  await pushWebhooksTo(server.url, fakes);

  const accounts = await openAccounts(server.dependencies);
  await seedCatalogue({
    apiUrl: server.url,
    officeKey: accounts.officeKey,
    count: stockCounter(fakes.controlUrl, SQUARE_LOCATION_ID),
  });
  return {
    ...accounts,
    postgres: postgres.description,
    url: server.url,
    metricsUrl: server.metricsUrl,
    fakesControlUrl: fakes.controlUrl,
    walk: walk({ url: server.url, ...accounts }),
  };
}

async function pushWebhooksTo(apiUrl: string, { control }: Fakes): Promise<void> {
  await control.setWebhookTarget('stripe', {
    url: `${apiUrl}/v1/webhooks/stripe`,
    secrets: [STRIPE_WEBHOOK_SECRET],
  });
  await control.setWebhookTarget('easypost', {
    url: `${apiUrl}/v1/webhooks/easypost`,
    secrets: [EASYPOST_WEBHOOK_SECRET],
  });
}
