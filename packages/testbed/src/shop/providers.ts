import type { FaultRule, FlushOptions, JournalEntry, JournalFilter, ProviderName } from '@topheavy/fakes';
import type { ShopContext } from './context.ts';

/** The six services as they are behind the shop: their facts, what they were asked, and how they fail. */
export function providers({ world }: ShopContext) {
  const { control } = world.fakes;
  const setClocks = async (offset: number): Promise<void> => {
    world.clock.setOffsetMs(offset);
    await control.setClockOffset(offset);
  };
  return {
    /** Sets up a fact of a provider's world, such as a VAT rate or a stock count. */
    fact: (provider: ProviderName, name: string, args?: unknown) => control.given(provider, name, args),
    state: (provider: ProviderName) => control.state(provider),
    journal: (filter?: JournalFilter): Promise<JournalEntry[]> => control.journal(filter),
    /** Arms a fault; one that never fires fails the test. */
    fault: (rule: FaultRule) => control.arm(rule),
    disarm: (faultId: string) => control.disarm(faultId),
    release: (faultId: string) => control.release(faultId),
    untilHeld: (faultId: string, count?: number) => control.untilHeld(faultId, count),
    pendingWebhooks: (provider?: ProviderName) => control.pendingWebhooks(provider),
    /** Delivers the events that wait, and says what the shop answered to each. */
    deliverWebhooks: (options?: FlushOptions) => control.flushWebhooks(options),
    /** Moves the shop's clock and the providers' clocks together. */
    passTime: (ms: number): Promise<void> => setClocks(world.clock.offsetMs() + ms),
    /** Sets them to this moment, from which they go on. */
    travelTo: (moment: Date): Promise<void> => setClocks(moment.getTime() - Date.now()),
    /** Until the end of the test this process, with the shop in it, is in another time zone. */
    liveIn: world.liveIn,
  };
}
