import type { ProviderName } from '@topheavy/contracts';
import {
  documentsOf,
  fetchDocuments,
  fetchedDir,
  findContractsDir,
  publishedDocuments,
  whyNotChecked,
} from '@topheavy/contracts/witness';
import path from 'node:path';
import { root, say, seconds } from '../terminal.ts';

/** The folder of published documents, of all providers or of one, or null after a line that says so. A wrong one ends the program. */
export async function publishedDir(provider?: ProviderName): Promise<string | null> {
  const documents = provider === undefined ? publishedDocuments : documentsOf(provider);
  const dir = await findContractsDir(process.env, fetchedDir, documents).catch(failed);
  say(
    dir === null
      ? await whyNotChecked(fetchedDir, documents)
      : `published documents: ${path.relative(root, dir)}`,
  );
  return dir;
}

/** `--fetch`: the pinned copies, for users; answers the exit code. */
export async function fetchPublished(): Promise<number> {
  const startedAt = performance.now();
  const dir = await fetchDocuments({ say }).catch(failed);
  say(
    `published documents: in ${path.relative(root, dir)}, checked, after ${seconds(performance.now() - startedAt)}`,
  );
  return 0;
}

function failed(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
