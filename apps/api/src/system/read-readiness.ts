import { sql } from 'kysely';
import { z } from 'zod';
import { definePublicOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';

export const readReadiness = definePublicOperation({
  id: 'readReadiness',
  method: 'get',
  path: '/health/ready',
  summary: 'Should this process get requests?',
  description: 'No while it shuts down or cannot reach its database.',
  tag: 'system',
  responses: { 200: { description: 'Yes', schema: z.strictObject({ status: z.literal('ready') }) } },
  problems: ['dependency-unavailable'],
  async handle(_input, { db, lifecycle }) {
    if (lifecycle.stopping)
      throw problem('dependency-unavailable', { detail: 'The process is shutting down.' });
    await sql`select 1`.execute(db);
    return { status: 200, body: { status: 'ready' } };
  },
});
