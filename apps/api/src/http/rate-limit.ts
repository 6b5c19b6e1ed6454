import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { hashApiKey } from '../auth/api-key.ts';
import { problem } from '../problems/problem.ts';

/**
 * Counts per API key, and per address for callers without one. The counts live in this process: behind
 * n processes a caller gets up to n times the limit.
 */
export const limitRequests = (perMinute: number): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // A provider's deliveries are signed, and all come from a few addresses.
    skip: (request) => request.path.startsWith('/webhooks/'),
    keyGenerator: (request) => {
      const { authorization } = request.headers;
      return authorization === undefined
        ? ipKeyGenerator(request.ip ?? '')
        : hashApiKey(authorization).toString('base64url');
    },
    // Its headers, Retry-After among them, are set already.
    handler: (_request, _response, next) =>
      next(problem('rate-limited', { detail: `At most ${perMinute} requests a minute.` })),
  });
