import { providerNames, type FaultRule } from '@topheavy/fakes';
import { createRandom, type Random } from '../processes/random.ts';
import { ailmentsOf, CALLS, DELIVERIES, EVENTS } from './provider-faults.ts';

export type Mishap =
  | { readonly kind: 'fault'; readonly rule: FaultRule }
  /** By SIGKILL; `api` counts the processes from 0. */
  | { readonly kind: 'kill'; readonly api: number };

export type Planned = { readonly afterMs: number; readonly mishap: Mishap };

/** Of how many mishaps one is a kill: at 0.4 s on the average, one every ten seconds. */
const KILL_EVERY = 25;

/** What goes wrong and when, without end: the same for the same seed. */
export function* schedule(seed: number, apis: number): Generator<Planned, never> {
  const random = createRandom(seed);
  for (let number = 1; ; number += 1) {
    const afterMs = random.whole(100, 700);
    const mishap: Mishap =
      number % KILL_EVERY === 0
        ? { kind: 'kill', api: random.whole(0, apis - 1) }
        : { kind: 'fault', rule: someFault(random, `soak_${number}`) };
    yield { afterMs, mishap };
  }
}

function someFault(random: Random, id: string): FaultRule {
  const kind = random.next();
  if (kind < 0.05) return refusedConnections(random, id);
  if (kind < 0.2)
    return {
      id,
      on: { webhook: random.pick(EVENTS) },
      nth: random.whole(1, 3),
      phase: 'after-effect',
      effect: random.pick(DELIVERIES),
    };
  const call = random.pick(CALLS);
  const { effect, phases } = random.pick(ailmentsOf(call));
  const from = random.whole(1, 3);
  return {
    id,
    on: { op: call.op },
    // Counts, not chances: mostly one call, now and then a few in a row.
    nth: random.chance(0.7) ? from : { from, to: from + random.whole(1, 3) },
    phase: random.pick(phases),
    effect,
  };
}

/** A service that is down, until the fault is lifted. */
const refusedConnections = (random: Random, id: string): FaultRule => ({
  id,
  on: { provider: random.pick(providerNames) },
  nth: { from: 1 },
  phase: 'before-effect',
  effect: { kind: 'refuse' },
});
