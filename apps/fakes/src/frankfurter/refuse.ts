import { Refusal } from '../core/refusal.ts';
import type { FrankfurterError } from './wire.ts';

export const refuse = (status: 404 | 422, message: string): Refusal =>
  new Refusal({ status, body: { message } satisfies FrankfurterError });
