import type { CheckOptions, Exchange, Gate, Violation } from '@topheavy/contracts';
import type { ProviderName } from './provider-name.ts';

/** What the fakes did, or were asked, that the contracts of their providers do not have. */
export type Violations = {
  /** Holds one exchange to the contract, where a gate was given; its violations are kept and answered. */
  check(exchange: Exchange, options: CheckOptions): Violation[];
  checkEvent(provider: ProviderName, payload: unknown): void;
  read(): Violation[];
  clear(): void;
};

/** A client in a loop must not fill the memory; the first ones say what is wrong. */
const capacity = 1000;

export const createViolations = (gate: Gate | undefined): Violations => {
  let kept: Violation[] = [];
  const keep = (violations: readonly Violation[]): Violation[] => {
    if (kept.length < capacity) kept.push(...violations);
    return [...violations];
  };
  return {
    check: (exchange, options) => (gate === undefined ? [] : keep(gate.check(exchange, options))),
    checkEvent: (provider, payload) => {
      if (gate !== undefined) keep(gate.checkEvent(provider, JSON.stringify(payload)));
    },
    read: () => structuredClone(kept),
    clear: () => {
      kept = [];
    },
  };
};
