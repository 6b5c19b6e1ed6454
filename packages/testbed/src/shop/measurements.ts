import { functionCalls } from '../world/function-calls.ts';
import type { Api } from '../world/start-api.ts';

/** What a process counted of its own work. A fresh one (`shop.startApi`) counts from zero. */
export const measurements = {
  /** Of a counter or gauge every value with its labels. */
  async measured({ dependencies }: Api, name: string): Promise<Record<string, unknown>[]> {
    const metric = (await dependencies.metrics.registry.getMetricsAsJSON()).find((one) => one.name === name);
    if (metric === undefined) throw new Error(`The API measures nothing called ${name}.`);
    return metric.values.map(({ value, labels }) => ({ ...labels, value }));
  },
  /** Which functions of the API in this process are run by each of these, and how often each. */
  functionCalls,
};
