import { operations } from '../operations.ts';
import { openApiDocument } from './openapi-document.ts';

let document: { openapi: string } | undefined;

/** Made once, at the first request for it. */
export const openApi = (): { openapi: string } => (document ??= openApiDocument(operations));
