import type { RequestListener } from 'node:http';
import type { Metrics } from '../metrics.ts';

/** GET /metrics for Prometheus, on a port of its own so that it is never served to the public. */
export const metricsApp =
  (metrics: Metrics): RequestListener =>
  (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  };
