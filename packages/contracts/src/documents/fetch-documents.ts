import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checksum } from './checksum.ts';
import { fetchedDir } from './contracts-dir.ts';
import { publishedDocuments, type PublishedDocument } from './published-documents.ts';

export type FetchOptions = {
  /** Replaces GitHub's address for files as they are. */
  readonly baseUrl?: string;
  readonly into?: string;
  readonly documents?: readonly PublishedDocument[];
  readonly say?: (line: string) => void;
};

const TIMEOUT_MS = 60_000;

/**
 * Downloads every published document at its pinned commit and puts the folder in place at once when
 * all of them have their checksum. Throws, with the reason and what to do, and leaves what was there.
 */
export async function fetchDocuments(options: FetchOptions = {}): Promise<string> {
  const { baseUrl = 'https://raw.githubusercontent.com', into = fetchedDir } = options;
  const { documents = publishedDocuments, say = () => {} } = options;
  const unfinished = `${into}.${process.pid}.unfinished`;
  try {
    for (const document of documents) {
      const content = await download(baseUrl, document);
      const file = path.join(unfinished, document.file);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      say(`  ${document.file}  ${content.length} bytes, ${document.licence}, ${document.repository}`);
    }
    await writeFile(path.join(unfinished, 'SOURCES.md'), sources(documents));
    await rm(into, { recursive: true, force: true });
    await rename(unfinished, into);
    return into;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function download(baseUrl: string, document: PublishedDocument): Promise<Buffer> {
  const url = `${baseUrl}/${document.repository}/${document.commit}/${document.path}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((error: unknown) => {
    throw new Error(
      `${url} could not be reached (${reasonOf(error)}).\n→ Is there a network? Behind a proxy set NODE_USE_ENV_PROXY=1 and HTTPS_PROXY, with user and password if it wants them.`,
      { cause: error },
    );
  });
  if (!response.ok) {
    throw new Error(
      `${url} answered ${response.status} ${response.statusText}.\n→ Try again later; if it stays, the document has moved and its entry needs another commit.`,
    );
  }
  const published = await response.arrayBuffer().catch((error: unknown) => {
    throw new Error(`${url} broke off (${reasonOf(error)}).\n→ Try again.`, { cause: error });
  });
  const content = document.extract === undefined ? Buffer.from(published) : firstExample(url, published);
  const found = checksum(document, content);
  if (found !== document.sha256) {
    throw new Error(
      `${url} is not what was pinned: sha256 ${found} and not ${document.sha256}.\n→ Does a proxy answer in its place? If not, do not use it: compare it with the pinned commit first.`,
    );
  }
  return content;
}

/** The first JSON block of a Markdown page. */
function firstExample(url: string, page: ArrayBuffer): Buffer {
  const [, example] = /^```json\n([\s\S]*?)^```/m.exec(Buffer.from(page).toString('utf8')) ?? [];
  if (example === undefined)
    throw new Error(`${url} has no JSON example.\n→ Its entry needs another commit.`);
  return Buffer.from(example);
}

const sources = (documents: readonly PublishedDocument[]): string =>
  [
    'Copies of what the providers publish, unchanged unless marked as an extract.',
    'Each is under the licence of its repository, whose text is the LICENSE file there.',
    '',
    ...documents.map(
      ({ file, repository, commit, path: place, licence, extract }) =>
        `- ${file}: https://github.com/${repository}/blob/${commit}/${place}, ${licence}${extract === undefined ? '' : ', extract'}`,
    ),
    '',
  ].join('\n');

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  // An attempt at several addresses has an empty message and a code.
  return cause.message || ('code' in cause ? String(cause.code) : error.message);
}
