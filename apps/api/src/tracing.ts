import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { register } from 'import-in-the-middle/register-hooks.mjs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { API_KEY } from './auth/api-key.ts';
import type { Telemetry } from './telemetry.ts';

/** Asked every few seconds by whoever watches over the process: they would bury the traces that matter. */
const isProbe = (url: string | undefined): boolean => url !== undefined && /^\/(health|metrics)\b/.test(url);

/**
 * Packages are patched by loader hooks. The synchronous ones (Node 24.11.1 and later) run in this
 * thread, so that what is imported after this call is patched, without a flag on the command line.
 */
export function startTracing(endpoint: string): Telemetry {
  // Left out, the hook would rewrite every module that is imported from here on.
  register({ include: ['express', 'pg'] });
  const sdk = new NodeSDK({
    serviceName: 'topheavy-api',
    traceExporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }),
    // Metrics are GET /metrics and logs are standard output; left out, both would be sent as well.
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: (request) => isProbe(request.url),
        // As in the log: a key in the wrong place is hidden, and what comes behind the path left out.
        startIncomingSpanHook: ({ url = '' }) => ({
          'url.path': url.replace(/\?.*/, '').replace(API_KEY, '[redacted]'),
          'url.query': '',
        }),
      }),
      // Our one router holds all routes: its layers say nothing that the request's own span does not.
      new ExpressInstrumentation({
        ignoreLayersType: [ExpressLayerType.MIDDLEWARE, ExpressLayerType.ROUTER],
      }),
      // Background jobs look for work every second; their queries belong to no request.
      new PgInstrumentation({ requireParentSpan: true }),
    ],
  });
  sdk.start();
  patchBuiltins();
  return { stop: () => sdk.shutdown() };
}

/**
 * `require` is what patches http and https, once, in the object that CommonJS sees. ES modules see
 * copies of its members: without the second step an outgoing call by a named import leaves no span.
 */
function patchBuiltins(): void {
  const require = createRequire(import.meta.url);
  for (const name of ['node:http', 'node:https']) require(name);
  syncBuiltinESMExports();
}
