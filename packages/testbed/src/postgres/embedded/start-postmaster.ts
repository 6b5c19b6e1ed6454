import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { serverSettings } from '../server-settings.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

/** A port can be taken between the moment it is found free and the moment Postgres binds it. */
const portAttempts = 5;

export type Postmaster = {
  port: number;
  /** SIGINT ends sessions and writes all out; SIGQUIT leaves at once. */
  stop: (signal: 'SIGINT' | 'SIGQUIT') => Promise<void>;
  hasEnded: () => boolean;
};

export type PostmasterOptions = {
  data: string;
  /** Where the socket lies; null for none. */
  socketFolder: string | null;
  binaries: Binaries;
  account: Account;
  durable: boolean;
  log: (line: string) => void;
};

/**
 * Starts postgres on a free port of 127.0.0.1 and waits until it takes connections.
 * @throws when it ends before that, with what it wrote
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnPort(await freePort(), options);
    } catch (error) {
      if (attempt === portAttempts || !String(error).includes('could not bind')) throw error;
    }
  }
}

/** @throws when it ends before it takes connections, with what it wrote */
export async function startOnPort(
  port: number,
  { data, socketFolder, binaries, account, durable, log }: PostmasterOptions,
): Promise<Postmaster> {
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${socketFolder ?? ''}`,
    // Three I/O worker processes less; reads come from the page cache anyway.
    'io_method=sync',
    ...serverSettings(durable),
  ];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(binaries.postgres, args, {
    ...account,
    cwd: data,
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('exit', () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    const said: string[] = [];
    child.on('error', reject);
    const lines = createInterface(child.stderr);
    lines.on('line', (line) => {
      log(line);
      said.push(line);
      if (line.includes('ready to accept connections')) resolve();
    });
    lines.on('close', () => reject(new Error(`postgres ended while it started:\n${said.join('\n')}`)));
  });
  return {
    port,
    stop: async (signal) => {
      child.kill(signal);
      await ended;
    },
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no free port.');
  return address.port;
}
