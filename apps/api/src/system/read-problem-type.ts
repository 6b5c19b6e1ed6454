import { z } from 'zod';
import { definePublicOperation } from '../http/operation.ts';
import { catalogue, problemSlugs } from '../problems/catalogue.ts';
import { problemType } from '../problems/problem-body.ts';
import { problem } from '../problems/problem.ts';

export const readProblemType = definePublicOperation({
  id: 'readProblemType',
  method: 'get',
  path: '/problems/{slug}',
  summary: 'What a problem type means',
  tag: 'system',
  params: z.object({ slug: z.string().max(100) }),
  responses: {
    200: {
      description: 'The kind of problem',
      schema: z
        .strictObject({ type: z.string(), title: z.string(), status: z.int() })
        .meta({ id: 'ProblemType' }),
    },
  },
  problems: ['route-not-found'],
  async handle({ params }) {
    const slug = problemSlugs.find((known) => known === params.slug);
    if (slug === undefined)
      throw problem('route-not-found', { detail: `There is no problem type ${params.slug}.` });
    return {
      status: 200,
      body: { type: problemType(slug), title: catalogue[slug].title, status: catalogue[slug].status },
    };
  },
});
