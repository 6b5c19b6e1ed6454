import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { connectFakesControl, providerNames, type FakesControl, type ProviderName } from '@topheavy/fakes';

export type FakesProcess = {
  readonly urls: Readonly<Record<ProviderName, string>>;
  readonly control: FakesControl;
  readonly pid: number;
  stop(): Promise<void>;
};

const main = path.join(path.dirname(createRequire(import.meta.url).resolve('@topheavy/fakes')), 'main.ts');

/** The fakes as a process of their own, so that their CPU is not the API's, on free ports of the loopback. */
export async function startFakes(webhookMode: 'auto' | 'manual'): Promise<FakesProcess> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], FAKES_WEBHOOK_MODE: webhookMode },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stopWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', stopWithUs);
  const urls = new Map<string, string>();
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const [name = '', url = ''] = line.split(/\s+/);
    urls.set(name, url);
    if (name === 'control') break;
  }
  child.stdout.resume();
  const controlUrl = urls.get('control');
  if (controlUrl === undefined) throw new Error('The fakes ended before they listened.');
  return {
    urls: Object.fromEntries(providerNames.map((name) => [name, urls.get(name)])) as FakesProcess['urls'],
    control: connectFakesControl(controlUrl),
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', stopWithUs);
      child.kill('SIGTERM');
      await ended;
    },
  };
}
