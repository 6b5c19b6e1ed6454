import { z } from 'zod';
import { catalogue, problemSlugs } from './catalogue.ts';
import type { Problem } from './problem.ts';

export type ProblemBody = {
  type: string;
  title: string;
  status: number;
  instance: string;
  detail: string;
  [extension: string]: unknown;
};

export const problemSchema = z
  .looseObject({
    type: z
      .string()
      .meta({ description: 'URI that names the kind of problem', examples: ['/problems/order-not-found'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'Names this occurrence: quote it when you ask for help' }),
  })
  .meta({ id: 'Problem', description: `RFC 9457. The kinds: ${problemSlugs.join(', ')}` });

export const problemType = (slug: string): string => `/problems/${slug}`;

export const problemBody = (problem: Problem, requestId: string): ProblemBody => ({
  type: problemType(problem.slug),
  title: catalogue[problem.slug].title,
  status: problem.status,
  detail: problem.detail,
  instance: `urn:uuid:${requestId}`,
  ...problem.extra,
});
