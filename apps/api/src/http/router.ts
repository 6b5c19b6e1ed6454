import express, { Router, type Request, type Response } from 'express';
import type { Dependencies } from '../dependencies.ts';
import { problem } from '../problems/problem.ts';
import { execute } from './execute.ts';
import type { AnyOperation } from './operation.ts';
import { send } from './send.ts';

/** Largest JSON body; a cart of 100 lines is below 10 KB. */
const BODY_LIMIT = '100kb';

const readJson = express.json({ limit: BODY_LIMIT, type: 'application/json' });
const readBytes = express.raw({ limit: BODY_LIMIT, type: () => true });

const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Mounts every operation at its method and path; other methods on a known path answer 405. */
export function createRouter(dependencies: Dependencies, operations: readonly AnyOperation[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const methodsOf = new Map<string, string[]>();
  for (const operation of operations) {
    const path = expressPath(operation.path);
    methodsOf.set(path, [...(methodsOf.get(path) ?? []), operation.method.toUpperCase()]);
    const raw = operation.access === 'public' && operation.rawBody === true;
    router[operation.method](
      path,
      (_request, response, next) => {
        response.locals['operation'] = operation.id;
        next();
      },
      ...(raw ? [readBytes] : operation.body === undefined ? [readNothing] : [requireJson, readJson]),
      async (request, response) => {
        const rendered = await execute(dependencies, {
          operation,
          requestId: String(response.locals['requestId']),
          logger: response.locals['logger'],
          headers: request.headers,
          params: request.params,
          query: request.query,
          body: request.body,
          rawBody: raw && Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        });
        send(response, rendered);
      },
    );
  }
  for (const [path, methods] of methodsOf) {
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
    router.all(path, () => {
      throw problem('method-not-allowed', { detail: `Use one of ${allow}.`, headers: { Allow: allow } });
    });
  }
  return router;
}

/** Whoever sends a body where none is wanted has it read to its end: one that is broken is no request to act on. */
function readNothing(request: Request, _response: Response, next: () => void): void {
  if (request.readableEnded) next();
  else request.once('end', next).resume();
}

function requireJson(request: Request, _response: Response, next: () => void): void {
  if (!request.is('application/json')) {
    throw problem('malformed-request', { detail: 'Send a JSON body with Content-Type: application/json.' });
  }
  next();
}
