import { createHash } from 'node:crypto';
import type { PublishedDocument } from './published-documents.ts';

/** What `sha256` of the document's entry is compared with. Throws where an extract is no JSON. */
export const checksum = (document: PublishedDocument, content: Buffer): string =>
  createHash('sha256')
    .update(document.extract === undefined ? content : JSON.stringify(JSON.parse(content.toString('utf8'))))
    .digest('hex');
