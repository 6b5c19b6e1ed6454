import type { ErrorResponse } from 'resend';
import type { Reply } from '../core/operation.ts';
import { Refusal } from '../core/refusal.ts';

/** Status and name of an error as Resend's page on errors pairs them. */
export const failure = (statusCode: number, name: ErrorResponse['name'], message: string): Reply => ({
  status: statusCode,
  body: { statusCode, name, message } satisfies ErrorResponse,
  executed: false,
});

/** A refusal that keeps its sentence, for the list of problems of a permissive batch. */
export class ResendRefusal extends Refusal {
  readonly problem: string;

  constructor(statusCode: number, name: ErrorResponse['name'], problem: string) {
    super(failure(statusCode, name, problem));
    this.name = 'ResendRefusal';
    this.problem = problem;
  }
}

export const refuse = (statusCode: number, name: ErrorResponse['name'], problem: string): ResendRefusal =>
  new ResendRefusal(statusCode, name, problem);
