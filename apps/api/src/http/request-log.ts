import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Ids } from '../ids.ts';
import type { Metrics } from '../metrics.ts';

/** Gives each request an id, a logger that carries it, one log line and one measurement. */
export const requestLog =
  ({ logger, ids, metrics }: { logger: Logger; ids: Ids; metrics: Metrics }): RequestHandler =>
  (request: Request, response: Response, next: NextFunction) => {
    const startedAt = process.hrtime.bigint();
    const requestId = ids.next();
    response.locals['requestId'] = requestId;
    response.locals['logger'] = logger.child({ requestId });
    response.set('x-request-id', requestId);
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      const operation = String(response.locals['operation'] ?? 'none');
      const finished = response.writableFinished;
      const status = finished ? response.statusCode : 499;
      metrics.httpRequests.observe({ operation, status: String(status) }, seconds);
      logger[levelOf(request.path, status)](
        {
          requestId,
          operation,
          method: request.method,
          path: request.path,
          status,
          durationMs: Math.round(seconds * 1000),
        },
        finished ? 'request answered' : 'client went away',
      );
    });
    next();
  };

/** Whoever watches over the process asks every few seconds: only a probe that fails is worth a line. */
const levelOf = (path: string, status: number): 'info' | 'debug' =>
  path.startsWith('/health/') && status < 400 ? 'debug' : 'info';
