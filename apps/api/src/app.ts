import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Dependencies } from './dependencies.ts';
import { errorHandler } from './http/error-handler.ts';
import { limitRequests } from './http/rate-limit.ts';
import { requestLog } from './http/request-log.ts';
import { createRouter } from './http/router.ts';
import { operations } from './operations.ts';
import { problem } from './problems/problem.ts';
import { docsRouter } from './system/docs.ts';

/** The whole API as an express app, made only of what it is given. */
export function createApp(dependencies: Dependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  // Express would add a weak ETag of the body; ours are versions.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(requestLog(dependencies));
  app.use((request, _response, next) => {
    if (request.headers.host === undefined && request.httpVersion === '1.1')
      throw problem('malformed-request', { detail: 'Send a Host header.' });
    next();
  });
  app.use('/docs', docsRouter());
  app.use(helmet({ contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] }, useDefaults: false } }));
  app.use('/v1', limitRequests(dependencies.config.rateLimitPerMinute));
  app.use(createRouter(dependencies, operations));
  app.use(() => {
    throw problem('route-not-found', { detail: 'See /docs for what there is.' });
  });
  app.use(errorHandler);
  return app;
}
