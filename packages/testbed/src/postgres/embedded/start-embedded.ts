import { setTimeout as pause } from 'node:timers/promises';
import { withClient } from '../open-client.ts';
import type { Power, StartOptions, Started } from '../supervisor/started.ts';
import { runTag } from '../run-tag.ts';
import { unprivilegedAccount } from './account.ts';
import { findBinaries, reachableBinaries } from './binaries.ts';
import { dataParents } from './data-parents.ts';
import { makeCluster } from './make-cluster.ts';
import { makeRunFolder } from './run-folder.ts';
import { startOnPort, startPostmaster, type Postmaster, type PostmasterOptions } from './start-postmaster.ts';
import { sweepFolders } from './sweep-folders.ts';

/** Between two looks at a server that recovers. */
const RETRY_MS = 20;

/** Starts the Postgres binaries from npm on a fresh data folder; `stop` removes all of it again. */
export async function startEmbedded({
  durable,
  storage,
  log,
  folder: wanted,
}: StartOptions): Promise<Started> {
  const parents = typeof wanted === 'string' ? [wanted] : dataParents(storage);
  sweepFolders([...parents, ...dataParents('memory')]);
  const found = findBinaries();
  const account = await unprivilegedAccount();
  const folder = await makeRunFolder(parents, runTag(), account);
  const undo = [folder.remove];
  try {
    const { binaries, remove } = await reachableBinaries(found, account, runTag());
    undo.unshift(remove);
    const { data, password } = await makeCluster(folder.path, binaries, account, log);
    const socketFolder = holdsSocket(folder.path) ? folder.path : null;
    const options = { data, socketFolder, binaries, account, durable, log };
    const postmaster = await startPostmaster(options);
    const url = new URL(`postgres://postgres:${password}@127.0.0.1:${postmaster.port}/postgres`);
    // A query by way of a Unix socket costs both sides less than one by way of TCP. The server listens
    // on both: what must go through a proxy drops the parameter.
    if (socketFolder !== null) url.searchParams.set('host', socketFolder);
    const power = powerOf(postmaster, url.href, options);
    return {
      url: url.href,
      place: folder.parent,
      run: runTag(),
      power,
      stop: async () => {
        // Immediate shutdown: the data is thrown away, so nothing needs to be written.
        await power.down('cut');
        for (const step of undo) step();
      },
    };
  } catch (error) {
    for (const step of undo) step();
    throw error;
  }
}

function powerOf(first: Postmaster, url: string, options: PostmasterOptions): Power {
  let running: Postmaster | null = first;
  return {
    async down(how) {
      await running?.stop(how === 'off' ? 'SIGINT' : 'SIGQUIT');
      running = null;
    },
    async up() {
      // It may have ended by itself, as on a full disk, or be about to: after a crash of one of its
      // processes it starts anew by itself, and ends where that fails.
      if (running !== null && !(await recovers(running, url))) running = null;
      running ??= await startOnPort(first.port, options);
    },
  };
}

/** Waits until it takes connections, and says true, or has ended. */
async function recovers(postmaster: Postmaster, url: string): Promise<boolean> {
  while (!postmaster.hasEnded()) {
    try {
      await withClient(url, (client) => client.query('SELECT 1'));
      return true;
    } catch {
      await pause(RETRY_MS);
    }
  }
  return false;
}

/** A Unix socket's path has at most 103 bytes on macOS, 107 on Linux. */
const holdsSocket = (folder: string): boolean =>
  process.platform !== 'win32' && Buffer.byteLength(`${folder}/.s.PGSQL.65535`) <= 103;
