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
    const postmaster = await startPostmaster({ data, binaries, account, durable, log });
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${postmaster.port}/postgres`,
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
