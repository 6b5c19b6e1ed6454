import type { ImpactRecord } from '../types.ts';

export const emptyRecord = (key: string): ImpactRecord => ({
  key,
  files: new Map(),
  functions: [],
  statements: [],
  tests: new Map(),
  ambient: new Set(),
  imports: new Map(),
  pending: new Set(),
});
