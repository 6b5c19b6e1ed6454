export { fieldChanges, writeFields, type FieldChange } from './fields.ts';
export { formatViolations } from './gate/format-violations.ts';
export type { GateTimes } from './gate/timed.ts';
export { openGate } from './gate/open-gate.ts';
export type { Operation } from './operation.ts';
export { providerNames, type ProviderName } from './provider-name.ts';
export { operations } from './operations.ts';
export type { CheckOptions, Exchange, Gate, Side, Violation, World } from './types.ts';
