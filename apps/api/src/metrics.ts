import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from '@prometheus-io/client';

/** One registry per app, so that two apps in one process do not share numbers. */
export function createMetrics() {
  const registry = new Registry();
  return {
    registry,
    httpRequests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer a request',
      labelNames: ['operation', 'status'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    gatewayCalls: new Histogram({
      name: 'gateway_call_duration_seconds',
      help: 'Time of a call to another service',
      labelNames: ['gateway', 'operation', 'outcome'] as const,
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    outboxPublished: new Counter({
      name: 'outbox_published_total',
      help: 'Events handed to their receivers',
      labelNames: ['type'] as const,
      registers: [registry],
    }),
    outboxDead: new Counter({
      name: 'outbox_dead_total',
      help: 'Events given up after the last attempt',
      labelNames: ['type'] as const,
      registers: [registry],
    }),
    outboxPending: new Gauge({
      name: 'outbox_pending',
      help: 'Events not yet published when the relay last ran',
      registers: [registry],
    }),
    stockDiscrepancies: new Counter({
      name: 'stock_discrepancies_total',
      help: 'Counts from the inventory service below what is reserved here',
      registers: [registry],
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

/** Process figures (memory, event loop lag) belong to the one real process, not to every test app. */
export const addProcessMetrics = (metrics: Metrics): void =>
  collectDefaultMetrics({ register: metrics.registry });
