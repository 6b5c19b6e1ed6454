import { z } from 'zod';
import { definePublicOperation } from '../http/operation.ts';

export const readOpenApi = definePublicOperation({
  id: 'readOpenApi',
  method: 'get',
  path: '/openapi.json',
  summary: 'This document',
  tag: 'system',
  responses: { 200: { description: 'OpenAPI 3.1', schema: z.looseObject({ openapi: z.string() }) } },
  problems: [],
  // Imported late: the document describes all operations, this one among them.
  async handle() {
    const { openApi } = await import('./open-api.ts');
    return { status: 200, body: openApi() };
  },
});
