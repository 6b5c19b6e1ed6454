import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { HttpClient } from '../processes/http-client.ts';

export type ConstantRoute = {
  readonly pid: number;
  /** Asks it with so many clients for so long; the number of answers. */
  run(clients: number, ms: number): Promise<number>;
  stop(): Promise<void>;
};

export async function startConstantRoute(http: HttpClient): Promise<ConstantRoute> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'constant-server.ts')], {
    env: { PATH: process.env['PATH'] },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const url = `${line}/constant`;
  return {
    pid: child.pid ?? 0,
    async run(clients, ms) {
      const until = performance.now() + ms;
      let answers = 0;
      await Promise.all(
        Array.from({ length: clients }, async () => {
          while (performance.now() < until) {
            const { status } = await http.ask({ method: 'GET', url, apiKey: 'none' });
            if (status !== 200) throw new Error(`The constant route answered ${status}.`);
            answers += 1;
          }
        }),
      );
      return answers;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
