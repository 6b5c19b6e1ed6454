import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checksum } from './checksum.ts';
import { publishedDocuments, type PublishedDocument } from './published-documents.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

/** Where `pnpm test:contract --fetch` puts its copies. */
export const fetchedDir = path.join(root, 'node_modules/.cache/topheavy/contracts');

/** How much is lacking where `findContractsDir` finds none, and what to do. */
export async function whyNotChecked(
  fetched: string = fetchedDir,
  documents: readonly PublishedDocument[] = publishedDocuments,
): Promise<string> {
  const problems = await problemsOf(fetched, documents);
  const lacking = `${problems.length} of ${documents.length} are lacking, the first: ${problems[0]}`;
  return `published documents not checked (${lacking}): \`pnpm test:contract --fetch\` downloads them, or set CONTRACTS_DIR`;
}

/**
 * The folder that holds every published document, or each of `documents`, as pinned, or null when there is none: CONTRACTS_DIR
 * (relative to the repository), else the fetched copies. A CONTRACTS_DIR that is not complete is an
 * error, and so is the absence of both with CONTRACTS_REQUIRED=1.
 */
export async function findContractsDir(
  env: NodeJS.ProcessEnv = process.env,
  fetched: string = fetchedDir,
  documents: readonly PublishedDocument[] = publishedDocuments,
): Promise<string | null> {
  const named = env['CONTRACTS_DIR'] ?? '';
  if (named !== '') {
    const dir = path.resolve(root, named);
    const problems = await problemsOf(dir, documents);
    if (problems.length === 0) return dir;
    throw new Error(
      `CONTRACTS_DIR=${named} is not a complete copy of the published documents:\n  ${problems.join('\n  ')}\n` +
        '→ `pnpm test:contract --fetch` makes one; without CONTRACTS_DIR it is used by itself.',
    );
  }
  if ((await problemsOf(fetched, documents)).length === 0) return fetched;
  if (env['CONTRACTS_REQUIRED'] === '1')
    throw new Error(`CONTRACTS_REQUIRED=1, but ${await whyNotChecked(fetched, documents)}`);
  return null;
}

/** What is missing from a folder or not as pinned; nothing when it is complete. */
async function problemsOf(dir: string, documents: readonly PublishedDocument[]): Promise<string[]> {
  const problems = await Promise.all(documents.map((document) => problemOf(dir, document)));
  return problems.filter((problem) => problem !== null);
}

async function problemOf(dir: string, document: PublishedDocument): Promise<string | null> {
  const content = await readFile(path.join(dir, document.file)).catch(() => null);
  if (content === null) return `${document.file} is missing`;
  try {
    if (checksum(document, content) === document.sha256) return null;
  } catch {
    return `${document.file} is not JSON`;
  }
  return `${document.file} is not the pinned copy (${document.repository} at ${document.commit})`;
}
