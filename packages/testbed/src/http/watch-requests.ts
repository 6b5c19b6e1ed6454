import { subscribe } from 'node:diagnostics_channel';

type Listener = {
  sent(): void;
  /** Nothing is under way any more, after so many milliseconds in which something was. */
  answered(ms: number): void;
};

/** Tells of the requests that this process sends to `host` (as `127.0.0.1:3000`) by node:http, as long as it lives. */
export function watchRequests(host: string, { sent, answered }: Listener): void {
  const underWay = new Set<object>();
  let since = 0;
  subscribe('http.client.request.start', (message) => {
    const { request } = message as { request: { getHeader(name: string): unknown } };
    if (request.getHeader('host') !== host) return;
    sent();
    if (underWay.size === 0) since = performance.now();
    underWay.add(request);
  });
  const ended = (message: unknown): void => {
    const { request } = message as { request: object };
    if (underWay.delete(request) && underWay.size === 0) answered(performance.now() - since);
  };
  subscribe('http.client.response.finish', ended);
  subscribe('http.client.request.error', ended);
}
