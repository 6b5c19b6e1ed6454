export { connectFakesControl } from './core/control-client.ts';
export { ControlError } from './core/control-error.ts';
export type { FakesControl } from './core/control.ts';
export type { DriftChange } from './core/fault-effects/drift-change.ts';
export { faultTraits, type FaultTraits } from './core/fault-traits.ts';
export type { FaultEffect, FaultPhase, FaultRule } from './core/fault-rule.ts';
export type { UnfiredFault } from './core/faults.ts';
export type { JournalEntry, JournalFilter } from './core/journal.ts';
export { providerNames, type ProviderName } from './core/provider-name.ts';
export type {
  FlushOptions,
  PendingWebhook,
  WebhookDelivery,
  WebhookMode,
  WebhookTarget,
} from './core/webhooks.ts';
export { startFakes, type Fakes, type StartFakesOptions } from './start-fakes.ts';
