import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { toProblem } from '../problems/to-problem.ts';
import { render } from './render.ts';
import { send } from './send.ts';

/** The one place where a thrown error becomes an answer. Only our own faults are logged as errors. */
export const errorHandler: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const refusal = toProblem(error);
  const logger: Logger = response.locals['logger'];
  if (refusal.slug === 'internal-error') logger.error({ err: refusal.cause }, 'request failed');
  else if (refusal.status >= 500)
    logger.warn({ err: refusal.cause, problem: refusal.slug }, 'request refused');
  if (response.headersSent) next(error);
  else send(response, render({ problem: refusal }, String(response.locals['requestId'])));
};
