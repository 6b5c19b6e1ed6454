import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Gate } from '../types.ts';

export type GateTimes = { readonly checks: number; readonly ms: number };

/** Workers are ended without a word: what they measured is written while they run. */
const everyChecks = 10;

/** The same gate, which leaves in `folder` how often this process went through it and how long that took. */
export const timed = (gate: Gate, folder: string): Gate => {
  let [checks, ms] = [0, 0];
  const measure = <Result>(check: () => Result): Result => {
    const start = performance.now();
    const result = check();
    ms += performance.now() - start;
    checks += 1;
    if (checks % everyChecks === 0) {
      const times: GateTimes = { checks, ms };
      writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify(times));
    }
    return result;
  };
  return {
    ...gate,
    check: (exchange, options) => measure(() => gate.check(exchange, options)),
    checkEvent: (provider, body) => measure(() => gate.checkEvent(provider, body)),
  };
};
