import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';

export type ApiProcess = { readonly url: string; readonly pid: number; stop(): Promise<void> };

const main = path.join(path.dirname(createRequire(import.meta.url).resolve('@topheavy/api')), 'main.ts');

/** Runs the API's own main.ts as a process and waits until it listens. Its log lines go to `logs`. */
export async function startApiProcess(
  environment: Readonly<Record<string, string>>,
  logs: Writable,
): Promise<ApiProcess> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Whatever ends this worker ends the API as well.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const problems: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => problems.push(chunk.toString('utf8')));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      logs.write(`${line}\n`);
      const parsed = JSON.parse(line) as { msg: string; url?: string };
      if (parsed.msg === 'listening' && parsed.url !== undefined) resolve(parsed.url);
    });
    child.once('exit', (code) =>
      reject(new Error(`The API process ended with ${code} before it listened: ${problems.join('')}`)),
    );
  });
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
