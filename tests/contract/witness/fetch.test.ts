import { fetchDocuments, type PublishedDocument } from '@topheavy/contracts/witness';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test as base } from 'vitest';

const page = '# Rates\n\n```json\n[{ "rate": 19.0 }]\n```\n\n```json\n[]\n```\n';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const document = (change: Partial<PublishedDocument> = {}): PublishedDocument => ({
  file: 'shop/api.json',
  repository: 'shop/specification',
  commit: '0123abc',
  path: 'docs/api.json',
  licence: 'MIT',
  sha256: sha256('{"openapi":"3.1.0"}'),
  ...change,
});

/** A server in GitHub's place that answers as told, and a folder that the copies go to. */
const test = base
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
  .extend('github', async ({}, { onCleanup }) => {
    const answers = new Map<string, (response: ServerResponse) => void>();
    const server = createServer((request, response) => {
      const answer = answers.get(request.url ?? '');
      if (answer === undefined) response.writeHead(404).end('404: Not Found');
      else answer(response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onCleanup(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    return {
      baseUrl: `http://127.0.0.1:${port}`,
      publish: (place: string, text: string) => answers.set(place, (response) => response.end(text)),
      answer: (place: string, how: (response: ServerResponse) => void) => answers.set(place, how),
    };
  })
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a fixture needs from the pattern.
  .extend('parent', async ({}, { onCleanup }) => {
    const dir = await mkdtemp(path.join(tmpdir(), 'topheavy-fetch-'));
    onCleanup(() => rm(dir, { recursive: true }));
    return dir;
  });

const place = '/shop/specification/0123abc/docs/api.json';

describe('fetching the published documents', () => {
  test('puts each at its place, with where it is from and its licence', async ({ github, parent }) => {
    github.publish(place, '{"openapi":"3.1.0"}');
    const into = path.join(parent, 'contracts');
    const dir = await fetchDocuments({ baseUrl: github.baseUrl, into, documents: [document()] });
    expect(await readFile(path.join(dir, 'shop/api.json'), 'utf8')).toBe('{"openapi":"3.1.0"}');
    expect(await readFile(path.join(dir, 'SOURCES.md'), 'utf8')).toContain(
      'shop/api.json: https://github.com/shop/specification/blob/0123abc/docs/api.json, MIT',
    );
    expect(await readdir(parent)).toEqual(['contracts']);
  });

  test('takes the first example out of a page', async ({ github, parent }) => {
    github.publish(place, page);
    const extract = document({ extract: 'first-json-example', sha256: sha256('[{"rate":19}]') });
    const into = path.join(parent, 'contracts');
    await fetchDocuments({ baseUrl: github.baseUrl, into, documents: [extract] });
    expect(JSON.parse(await readFile(path.join(into, 'shop/api.json'), 'utf8'))).toEqual([{ rate: 19 }]);
  });

  test('leaves the copies of before when one document is not as pinned', async ({ github, parent }) => {
    const into = path.join(parent, 'contracts');
    await mkdir(into);
    await writeFile(path.join(into, 'kept'), 'before');
    github.publish(place, '{"openapi":"3.0.0"}');
    await expect(fetchDocuments({ baseUrl: github.baseUrl, into, documents: [document()] })).rejects.toThrow(
      /docs\/api\.json is not what was pinned: sha256 .* and not .*\n→ Does a proxy answer/,
    );
    expect(await readdir(parent)).toEqual(['contracts']);
    expect(await readdir(into)).toEqual(['kept']);
  });

  test('says which document is gone', async ({ github, parent }) => {
    const fetched = fetchDocuments({
      baseUrl: github.baseUrl,
      into: path.join(parent, 'c'),
      documents: [document()],
    });
    await expect(fetched).rejects.toThrow(/docs\/api\.json answered 404 Not Found\.\n→ .*another commit/);
  });

  test('says when there is no network', async ({ parent }) => {
    const fetched = fetchDocuments({
      baseUrl: 'http://127.0.0.1:1',
      into: path.join(parent, 'c'),
      documents: [document()],
    });
    await expect(fetched).rejects.toThrow(/could not be reached \(.+\)\.\n→ Is there a network\?/);
  });

  test('says when an answer breaks off', async ({ github, parent }) => {
    github.answer(place, (response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{"openapi"', () => response.destroy());
    });
    const fetched = fetchDocuments({
      baseUrl: github.baseUrl,
      into: path.join(parent, 'c'),
      documents: [document()],
    });
    await expect(fetched).rejects.toThrow(/docs\/api\.json broke off/);
  });
});
