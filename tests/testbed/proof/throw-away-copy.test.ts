import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { smallCheckout } from './small-checkout.ts';

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** A process that has made two copies of a checkout, and waits. */
async function givenCopies(checkout: string) {
  const holder = spawn(process.execPath, [path.join(import.meta.dirname, 'copies.ts'), checkout], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'exit');
  const [line] = (await once(createInterface(holder.stdout), 'line')) as [string];
  return { holder, ended, folders: JSON.parse(line) as string[] };
}

test.for(SIGNALS)('copies do not outlive a process that is ended by %s', async ([signal, code]) => {
  const { holder, ended, folders } = await givenCopies(smallCheckout().folder);
  expect(folders.map((folder) => existsSync(folder))).toEqual([true, true]);

  holder.kill(signal);

  expect(await ended).toEqual([code, null]);
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
});
