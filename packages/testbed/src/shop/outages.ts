import type { FaultRule, ProviderName } from '@topheavy/fakes';
import type { Api } from '../world/start-api.ts';
import type { ShopContext } from './context.ts';

/** What the shop asks each of these services while it prices a cart. */
const QUESTIONS = {
  tax: 'vatcomply.vat_rates.list',
  exchange: 'frankfurter.rates.list',
  carriers: 'easypost.shipments.create',
} as const;

type Service = keyof typeof QUESTIONS;

/** Ends when told to; throws then when nobody noticed. */
type Lasting = { end(): Promise<void> };

/** Services that are down for a while. */
export function outages({ world }: ShopContext) {
  const { control } = world.fakes;
  const isNoticed = async (id: string, { effect }: Pick<FaultRule, 'effect'>): Promise<boolean> =>
    (effect.kind === 'refuse' && !world.apiIsInProcess) ||
    (await control.unfired()).every((one) => one.id !== id);
  const lasting = async (fault: Omit<FaultRule, 'nth' | 'id'>): Promise<Lasting> => {
    const id = await control.arm({ ...fault, nth: { from: 1 } });
    return {
      async end() {
        if (!(await isNoticed(id, fault)))
          throw new Error(`Nobody called ${JSON.stringify(fault.on)} while it was out of order.`);
        await control.disarm(id);
      },
    };
  };
  return {
    /** From now on the service answers 503, until it ends. */
    outage: (service: Service): Promise<Lasting> =>
      lasting({
        on: { op: QUESTIONS[service] },
        phase: 'before-effect',
        effect: { kind: 'status', code: 503 },
      }),
    /** From now on every call of this operation goes wrong in this way, until it ends. */
    lastingFault: lasting,
    /** An API with little patience: it gives this provider 60 ms for each call. One for all tests of a worker. */
    impatient: (provider: ProviderName): Promise<Api> => world.impatientApi(provider),
    /** How often the service was asked. */
    async timesAsked(service: Service): Promise<number> {
      const exchanges = await control.journal({ op: QUESTIONS[service] });
      return exchanges.length;
    },
  };
}
