import type { StartOptions, Started } from '../supervisor/started.ts';
import { runTag } from '../run-tag.ts';
import { unprivilegedAccount } from './account.ts';
import { findBinaries, reachableBinaries } from './binaries.ts';
import { dataParents } from './data-parents.ts';
import { makeCluster } from './make-cluster.ts';
import { makeRunFolder } from './run-folder.ts';
import { startPostmaster } from './start-postmaster.ts';
import { sweepFolders } from './sweep-folders.ts';

/** Starts the Postgres binaries from npm on a fresh data folder; `stop` removes all of it again. */
export async function startEmbedded({ durable, log }: StartOptions): Promise<Started> {
  const parents = dataParents(durable);
  sweepFolders([...parents, ...dataParents(false)]);
  const found = findBinaries();
  const account = await unprivilegedAccount();
  const folder = await makeRunFolder(parents, runTag(), account);
  const undo = [folder.remove];
  try {
    const { binaries, remove } = await reachableBinaries(found, account, runTag());
    undo.unshift(remove);
    const { data, password } = await makeCluster(folder.path, binaries, account, log);
    const socketFolder = holdsSocket(folder.path) ? folder.path : null;
    const postmaster = await startPostmaster({ data, socketFolder, binaries, account, durable, log });
    const url = new URL(`postgres://postgres:${password}@127.0.0.1:${postmaster.port}/postgres`);
    // A query by way of a Unix socket costs both sides less than one by way of TCP. The server listens
    // on both: what must go through a proxy drops the parameter.
    if (socketFolder !== null) url.searchParams.set('host', socketFolder);
    return {
      url: url.href,
      place: folder.parent,
      run: runTag(),
      stop: async () => {
        await postmaster.stop();
        for (const step of undo) step();
      },
    };
  } catch (error) {
    for (const step of undo) step();
    throw error;
  }
}

/** A Unix socket's path has at most 103 bytes on macOS, 107 on Linux. */
const holdsSocket = (folder: string): boolean =>
  process.platform !== 'win32' && Buffer.byteLength(`${folder}/.s.PGSQL.65535`) <= 103;
