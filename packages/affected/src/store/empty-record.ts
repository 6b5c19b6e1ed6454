import type { ImpactRecord } from '../types.ts';

export const emptyRecord = (key: string): ImpactRecord => ({
  key,
  files: new Map(),
  functions: [],
  statements: [],
  tests: new Map(),
  starts: new Map(),
  ambient: { functions: new Set(), files: new Set(), environment: new Set(), statements: new Set() },
  imports: new Map(),
  pending: new Set(),
});
