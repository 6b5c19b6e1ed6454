import type { Violation } from '@topheavy/contracts';
import { ControlError } from './control-error.ts';
import type { FaultRule } from './fault-rule.ts';
import type { UnfiredFault } from './faults.ts';
import type { JournalEntry, JournalFilter } from './journal.ts';
import type { MountableProvider, MountedProvider } from './mounted-provider.ts';
import type { ProviderName } from './provider-name.ts';
import { restoreWorld, saveWorld } from './saved-world.ts';
import type { WebhookDelivery, WebhookTarget } from './webhook-delivery.ts';
import type { FlushOptions, PendingWebhook, WebhookMode } from './webhooks.ts';
import type { World } from './world.ts';

/** Programs the fakes, in process or over the control port. Wrong use rejects with a `ControlError`. */
export type FakesControl = {
  /** Empties state, idempotency keys, journal, faults, webhook queue and clock offset; ends held exchanges. Webhook targets and mode stay. */
  reset(): Promise<void>;
  /** All that the fakes remember, for `restore`: state, idempotency keys, journal, pending webhooks. Not the clock, not faults. */
  save(): Promise<string>;
  /**
   * A `reset` that ends in the world of `save` in place of an empty one. `newIds`: no id is handed out again, for a
   * shop that remembers those of before.
   */
  restore(saved: string, options?: { readonly newIds?: boolean }): Promise<void>;
  /** Sets up a fact of the provider's world; answers what that fact makes, or null. */
  given(provider: ProviderName, factName: string, args?: unknown): Promise<unknown>;
  state(provider: ProviderName): Promise<unknown>;
  journal(filter?: JournalFilter): Promise<JournalEntry[]>;
  /** What broke a provider's contract since the last reset; always empty where the fakes run without a gate. */
  violations(): Promise<Violation[]>;
  /** The same, and forgets them: for a test that breaks a contract on purpose. */
  takeViolations(): Promise<Violation[]>;
  /** Resolves to the rule's id once it is in force: a port that is to refuse connections does. */
  arm(rule: FaultRule): Promise<string>;
  disarm(faultId: string): Promise<void>;
  /** Lets go on what the fault keeps waiting, and opens a port that it keeps closed. */
  release(faultId: string): Promise<void>;
  /** Resolves once that many exchanges (one by default) wait at a `hold`: the moment for a race, without a sleep. */
  untilHeld(faultId: string, count?: number): Promise<void>;
  unfired(): Promise<UnfiredFault[]>;
  setWebhookTarget(provider: ProviderName, target: WebhookTarget | null): Promise<void>;
  setWebhookMode(mode: WebhookMode): Promise<void>;
  pendingWebhooks(provider?: ProviderName): Promise<PendingWebhook[]>;
  flushWebhooks(options?: FlushOptions): Promise<WebhookDelivery[]>;
  /** Resolves to the new time in milliseconds since the epoch, when webhooks that came due in mode 'auto' are delivered. */
  advanceClock(ms: number): Promise<number>;
  setClockOffset(ms: number): Promise<number>;
};

export const createControl = (
  world: World,
  definitions: readonly MountableProvider[],
  mounted: readonly MountedProvider[],
): FakesControl => {
  const known = {
    ids: new Set(definitions.flatMap((definition) => definition.operationIds)),
    readIds: new Set(definitions.flatMap((definition) => definition.readIds)),
  };
  const find = (name: ProviderName): MountedProvider => {
    const provider = mounted.find((one) => one.name === name);
    if (provider !== undefined) return provider;
    throw new ControlError(
      `No fake is called '${name}'. Choose one of: ${mounted.map((one) => one.name).join(', ')}.`,
    );
  };
  const timeChanged = async (): Promise<number> => {
    for (const provider of mounted) provider.settle();
    await world.webhooks.deliverDue();
    return world.clock.now();
  };

  const settlePorts = async (): Promise<void> => {
    await Promise.all([...world.ports].map((port) => port.settle()));
  };

  const reset = async (): Promise<void> => {
    world.faults.clear();
    world.webhooks.clear();
    world.journal.clear();
    world.violations.clear();
    world.clock.setOffset(0);
    for (const provider of mounted) provider.reset();
    await settlePorts();
  };

  return {
    reset,
    save: async () => saveWorld(world, mounted),
    restore: async (saved, { newIds = false } = {}) => {
      const counters = mounted.map((provider) => provider.counters());
      await reset();
      restoreWorld(world, mounted, saved);
      if (newIds)
        for (const [index, provider] of mounted.entries()) provider.countOn(counters[index] ?? new Map());
    },
    given: async (name, factName, args = {}) => {
      const result = find(name).given(factName, args);
      await world.webhooks.deliverDue();
      return result ?? null;
    },
    state: async (name) => find(name).state(),
    journal: async (filter) => world.journal.read(filter),
    arm: async (rule) => {
      const id = world.faults.arm(rule, known);
      await settlePorts();
      return id;
    },
    disarm: async (faultId) => {
      world.faults.disarm(faultId);
      await settlePorts();
    },
    release: async (faultId) => {
      world.faults.release(faultId);
      await settlePorts();
    },
    violations: async () => world.violations.read(),
    takeViolations: async () => {
      const taken = world.violations.read();
      world.violations.clear();
      return taken;
    },
    untilHeld: (faultId, count = 1) => world.faults.untilHeld(faultId, count),
    unfired: async () => world.faults.unfired(),
    setWebhookTarget: async (name, target) => world.webhooks.setTarget(find(name).name, target),
    setWebhookMode: async (mode) => world.webhooks.setMode(mode),
    pendingWebhooks: async (provider) => world.webhooks.pending(provider),
    flushWebhooks: (options) => world.webhooks.flush(options),
    advanceClock: (ms) => {
      world.clock.advance(ms);
      return timeChanged();
    },
    setClockOffset: (ms) => {
      world.clock.setOffset(ms);
      return timeChanged();
    },
  };
};
