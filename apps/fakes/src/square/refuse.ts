import type { Reply } from '../core/operation.ts';
import { Refusal } from '../core/refusal.ts';
import type { Failure, SquareError } from './wire.ts';

export const failure = (status: number, error: SquareError): Reply => ({
  status,
  body: { errors: [error] } satisfies Failure,
  executed: false,
});

export const refuse = (code: SquareError['code'], detail: string, field?: string): Refusal =>
  new Refusal(
    failure(400, {
      category: 'INVALID_REQUEST_ERROR',
      code,
      detail,
      ...(field !== undefined && { field }),
    }),
  );
