import type { Writable } from 'node:stream';
import { createHttpClient, type HttpClient } from '../http/client.ts';
import { startRoundRobin } from '../http/round-robin.ts';
import { startApiProcess } from './api-process.ts';
import type { Target } from './target.ts';

export type OutsideApi = { readonly url: string; readonly http: HttpClient; stop(): Promise<void> };

/**
 * The API outside of this process that answers the requests: null when the target has none. Background
 * work is still run from here, as by one process more.
 */
export async function openTarget(
  target: Target,
  environment: Readonly<Record<string, string>>,
  logs: Writable,
): Promise<OutsideApi | null> {
  if (target.kind === 'in-process') return null;
  if (target.kind === 'url') {
    const http = createHttpClient(target.url);
    return { url: target.url, http, stop: async () => http.close() };
  }
  const processes = await Promise.all(
    Array.from({ length: target.processes }, () => startApiProcess(environment, logs)),
  );
  const [first] = processes;
  if (first !== undefined && processes.length === 1) return first;
  const balancer = await startRoundRobin(processes.map(({ url }) => url));
  const http = createHttpClient(balancer.url);
  return {
    url: balancer.url,
    http,
    async stop() {
      http.close();
      await balancer.stop();
      await Promise.all(processes.map((one) => one.stop()));
    },
  };
}
