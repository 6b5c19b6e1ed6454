import type { ShopContext } from './context.ts';

/** What the shop asks each of these services while it prices a cart. */
const QUESTIONS = {
  tax: 'vatcomply.vat_rates.list',
  exchange: 'frankfurter.rates.list',
  carriers: 'easypost.shipments.create',
} as const;

type Service = keyof typeof QUESTIONS;

/** Services that are down for a while. */
export function outages({ world }: ShopContext) {
  const { control } = world.fakes;
  return {
    /** From now on the service answers 503, until it ends. */
    async outage(service: Service): Promise<{ end(): Promise<void> }> {
      const id = await control.arm({
        on: { op: QUESTIONS[service] },
        nth: { from: 1 },
        phase: 'before-effect',
        effect: { kind: 'status', code: 503 },
      });
      return {
        async end() {
          const unnoticed = (await control.unfired()).some((fault) => fault.id === id);
          if (unnoticed) throw new Error(`Nobody asked the ${service} service while it was down.`);
          await control.disarm(id);
        },
      };
    },
    /** How often the service was asked. */
    async timesAsked(service: Service): Promise<number> {
      const exchanges = await control.journal({ op: QUESTIONS[service] });
      return exchanges.length;
    },
  };
}
