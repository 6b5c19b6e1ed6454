import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { jobs } from './background/jobs.ts';
import { startLoop } from './background/loop.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { createDatabase, createPool } from './db/connect.ts';
import { migrate } from './db/migrate.ts';
import type { Dependencies } from './dependencies.ts';
import { createGateways } from './gateways/create-gateways.ts';
import { reportCalls } from './gateways/report-calls.ts';
import { listen } from './http/listen.ts';
import { systemIds } from './ids.ts';
import type { Lifecycle } from './lifecycle.ts';
import { addProcessMetrics, createMetrics } from './metrics.ts';
import { metricsApp } from './system/metrics-app.ts';

export type RunningServer = {
  readonly url: string;
  readonly metricsUrl: string;
  readonly dependencies: Dependencies;
  stop(): Promise<void>;
};

/** The whole process: database, gateways, API, metrics and background work. Stops in named phases. */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const lifecycle: Lifecycle = { stopping: false };
  const metrics = createMetrics();
  addProcessMetrics(metrics);
  const db = createDatabase(
    createPool(config.database, (error) => logger.warn({ err: error }, 'idle database connection lost')),
  );
  await migrate(db);
  const gateways = createGateways(config.gateways, reportCalls(logger, metrics));
  const dependencies: Dependencies = {
    config,
    db,
    gateways,
    clock: systemClock,
    ids: systemIds,
    logger,
    metrics,
    lifecycle,
  };
  const api = await listen(createApp(dependencies), { host: config.host, port: config.port, logger });
  const metricsListener = await listen(metricsApp(metrics), {
    host: config.host,
    port: config.metricsPort,
    logger,
  });
  const loops = config.background ? jobs(dependencies).map((job) => startLoop(job, logger)) : [];
  logger.info({ url: api.url, metricsUrl: metricsListener.url, background: config.background }, 'listening');

  return {
    url: api.url,
    metricsUrl: metricsListener.url,
    dependencies,
    async stop() {
      lifecycle.stopping = true;
      await phase(logger, 'finish running requests', () => api.close(config.shutdownGraceMs));
      await phase(logger, 'finish background work', () => Promise.all(loops.map((loop) => loop.stop())));
      await phase(logger, 'close metrics', () => metricsListener.close(0));
      await phase(logger, 'close database', () => db.destroy());
    },
  };
}

async function phase(logger: Logger, name: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  await work();
  logger.info({ phase: name, durationMs: Math.round(performance.now() - startedAt) }, 'shutdown phase done');
}
