import type { AnyOperation } from '../http/operation.ts';
import { readLiveness } from './read-liveness.ts';
import { readOpenApi } from './read-open-api.ts';
import { readProblemType } from './read-problem-type.ts';
import { readReadiness } from './read-readiness.ts';

export const systemOperations: readonly AnyOperation[] = [
  readLiveness,
  readReadiness,
  readOpenApi,
  readProblemType,
];
