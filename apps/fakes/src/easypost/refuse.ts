import type { IError } from '@easypost/api';
import type { Reply } from '../core/operation.ts';
import { Refusal } from '../core/refusal.ts';
import type { ErrorBody } from './wire.ts';

export const failure = (
  status: number,
  code: IError['code'],
  message: string,
  errors: IError['errors'] = [],
): Reply => ({ status, body: { error: { code, message, errors } } satisfies ErrorBody });

export const refuse = (...answer: Parameters<typeof failure>): Refusal => new Refusal(failure(...answer));

export const notFound = (): Refusal => refuse(404, 'NOT_FOUND', 'The requested resource could not be found.');
