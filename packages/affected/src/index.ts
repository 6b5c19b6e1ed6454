export { defineAffected, loadConfig, type ResolvedConfig } from './config.ts';
export { select } from './select/select.ts';
export { readRecord } from './store/read-record.ts';
export type {
  AffectedConfig,
  FileRecord,
  FunctionRecord,
  ImpactRecord,
  Pick,
  Reason,
  Selection,
  StartRecord,
  TestId,
  TestRecord,
} from './types.ts';
