import { z } from 'zod';
import { definePublicOperation } from '../http/operation.ts';

export const readLiveness = definePublicOperation({
  id: 'readLiveness',
  method: 'get',
  path: '/health/live',
  summary: 'Is the process running?',
  tag: 'system',
  responses: { 200: { description: 'It is', schema: z.strictObject({ status: z.literal('live') }) } },
  problems: [],
  handle: async () => ({ status: 200, body: { status: 'live' } }),
});
