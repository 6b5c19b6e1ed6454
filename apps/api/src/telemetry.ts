export type Telemetry = {
  /** Sends what is still held back, then ends. */
  stop(): Promise<void>;
};

/**
 * Tracing of HTTP, express and SQL, sent to `endpoint` as OTLP over HTTP. Null: nothing of it is even
 * imported, for it is 45 MB of packages. To be called before anybody imports http, express or pg.
 */
export async function startTelemetry(endpoint: string | null): Promise<Telemetry> {
  if (endpoint === null) return { stop: async () => {} };
  const { startTracing } = await import('./tracing.ts');
  return startTracing(endpoint);
}
