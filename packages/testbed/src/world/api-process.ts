import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { createHttpClient, type HttpClient } from '../http/client.ts';

export type ApiProcess = {
  readonly url: string;
  readonly http: HttpClient;
  readonly metricsUrl: string;
  readonly pid: number;
  /** All that it wrote to its two outputs until now. */
  written(): string;
  signal(signal: NodeJS.Signals): void;
  /** The code that the process ends with; null when a signal killed it. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
};

const main = path.join(path.dirname(createRequire(import.meta.url).resolve('@topheavy/api')), 'main.ts');

const endWithParent = new URL('./end-with-parent.ts', import.meta.url).href;

/** Compiled code is kept between starts: the second one takes 0.6 s instead of 1.1 s. */
const compileCache = path.resolve(import.meta.dirname, '../../node_modules/.cache/compiled');

/** Runs the API's own main.ts as a process and waits until it listens. Its log lines go to `logs`. */
export async function startApiProcess(
  environment: Readonly<Record<string, string>>,
  logs: Writable,
): Promise<ApiProcess> {
  // Vitest ends a worker by SIGKILL when it is slow to go, and then no exit handler runs.
  const child = spawn(process.execPath, ['--import', endWithParent, main], {
    env: { ...surroundings(), NODE_COMPILE_CACHE: compileCache, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // 'close' comes after the last of its output was read.
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const problems: string[] = [];
  const written: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => problems.push(chunk.toString('utf8')));
  for (const output of [child.stdout, child.stderr])
    output.on('data', (chunk: Buffer) => written.push(chunk));
  const listening = new Promise<{ url: string; metricsUrl: string }>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      logs.write(`${line}\n`);
      const { msg, url, metricsUrl } = JSON.parse(line) as { msg: string; url?: string; metricsUrl?: string };
      if (msg === 'listening' && url !== undefined && metricsUrl !== undefined) resolve({ url, metricsUrl });
    });
  });
  const failed = ended.then((code): never => {
    throw new Error(`The API process ended with ${code} before it listened: ${problems.join('')}`);
  });
  const { url, metricsUrl } = await Promise.race([listening, failed]);
  const http = createHttpClient(url);
  return {
    url,
    metricsUrl,
    http,
    pid: child.pid ?? 0,
    written: () => Buffer.concat(written).toString('utf8'),
    signal: (signal) => void child.kill(signal),
    ended,
    async stop() {
      http.close();
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** What a process has from where it runs, whoever starts it. */
const surroundings = (): NodeJS.ProcessEnv =>
  Object.fromEntries(['PATH', 'TZ', 'LANG', 'LC_ALL'].map((name) => [name, process.env[name]]));
