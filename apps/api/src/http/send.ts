import type { Response } from 'express';
import type { Rendered } from './render.ts';

/** Writes the answer. A conditional read whose ETag the client already has becomes a 304. */
export function send(response: Response, rendered: Rendered): void {
  response.status(rendered.status).set(rendered.headers);
  if (rendered.status === 200 && response.req.fresh) {
    response.status(304).removeHeader('content-type');
    response.end();
    return;
  }
  response.end(rendered.body ?? undefined);
}
