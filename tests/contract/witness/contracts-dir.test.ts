import {
  documentsOf,
  findContractsDir,
  publishedDocuments,
  whyNotChecked,
} from '@topheavy/contracts/witness';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test as base } from 'vitest';

// oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
const test = base.extend('dir', async ({}, { onCleanup }) => {
  const dir = await mkdtemp(path.join(tmpdir(), 'topheavy-published-'));
  onCleanup(() => rm(dir, { recursive: true }));
  return dir;
});

describe('the folder of published documents', () => {
  test('is absent when nothing was fetched and none is named', async ({ dir }) => {
    expect(await findContractsDir({}, dir)).toBeNull();
  });

  test('must be there when it is required', async ({ dir }) => {
    await expect(findContractsDir({ CONTRACTS_REQUIRED: '1' }, dir)).rejects.toThrow(
      /^CONTRACTS_REQUIRED=1, but published documents not checked \(.*\): .*--fetch/,
    );
  });

  test('that is not complete says how much of it is lacking, and what first', async ({ dir }) => {
    const lacking = publishedDocuments.length;
    const named = String(publishedDocuments[0]?.file);

    expect(await whyNotChecked(dir)).toBe(
      `published documents not checked (${lacking} of ${lacking} are lacking, the first: ${named} is missing): ` +
        '`pnpm test:contract --fetch` downloads them, or set CONTRACTS_DIR',
    );
  });

  test('for one provider needs its own documents and no others', async ({ dir }) => {
    const found = findContractsDir({ CONTRACTS_DIR: dir }, dir, documentsOf('resend'));

    await expect(found).rejects.toThrow(/ documents:\n {2}resend\/resend\.json is missing\n→ /);
    expect(await findContractsDir({}, dir, [])).toBe(dir);
  });

  test('that is named and not there is an error, whatever was fetched', async ({ dir }) => {
    const named = path.join(dir, 'nowhere');
    await expect(findContractsDir({ CONTRACTS_DIR: named }, dir)).rejects.toThrow(
      /nowhere is not a complete copy .*\n {2}stripe\/fixtures3\.json is missing\n/,
    );
  });

  test('that holds something else names each file that is not the pinned one', async ({ dir }) => {
    const [document] = publishedDocuments;
    const file = path.join(dir, String(document?.file));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, '{"resources":{}}');
    await expect(findContractsDir({ CONTRACTS_DIR: dir }, dir)).rejects.toThrow(
      /stripe\/fixtures3\.json is not the pinned copy \(stripe\/openapi at f6c2a48\)\n.*resend\.json is missing/s,
    );
  });
});
