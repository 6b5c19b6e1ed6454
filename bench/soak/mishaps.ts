import { setTimeout as pause } from 'node:timers/promises';
import type { FakesControl, FaultRule } from '@topheavy/fakes';
import type { ApiFleet } from './api-fleet.ts';
import { schedule } from './schedule.ts';

export type Mishaps = {
  /** How many faults of each kind struck. */
  readonly fired: ReadonlyMap<string, number>;
  readonly armed: number;
  readonly kills: number;
};

/** A service that is down, or an answer that is held, is so for that long; other faults wait longer for their call. */
const OUTAGE_MS = 700;
const LASTS_MS = 15_000;

type Armed = { readonly rule: FaultRule; readonly at: number };

/** Carries out the schedule of this seed until the time is over, then lifts every fault. */
export async function letThingsGoWrong(
  control: FakesControl,
  fleet: ApiFleet,
  { seed, until }: { readonly seed: number; readonly until: number },
): Promise<Mishaps> {
  const fired = new Map<string, number>();
  const open = new Map<string, Armed>();
  let armed = 0;
  let kills = 0;

  const lift = async (isDue: (one: Armed) => boolean): Promise<void> => {
    const unfired = new Set((await control.unfired()).map(({ id }) => id));
    for (const [id, one] of open) {
      if (!isDue(one)) continue;
      if (!unfired.has(id)) {
        const name = nameOf(one.rule);
        fired.set(name, (fired.get(name) ?? 0) + 1);
      }
      await control.release(id);
      await control.disarm(id);
      open.delete(id);
    }
  };

  for (const { afterMs, mishap } of schedule(seed, fleet.size)) {
    if (performance.now() + afterMs >= until) break;
    await pause(afterMs);
    if (mishap.kind === 'kill') {
      await fleet.kill(mishap.api);
      kills += 1;
    } else {
      await control.arm(mishap.rule);
      armed += 1;
      open.set(mishap.rule.id ?? '', { rule: mishap.rule, at: performance.now() });
    }
    const now = performance.now();
    await lift(({ rule, at }) => now - at > (isOutage(rule) ? OUTAGE_MS : LASTS_MS));
  }
  await lift(() => true);
  await fleet.settled();
  return { fired, armed, kills };
}

const isOutage = ({ effect }: FaultRule): boolean => effect.kind === 'refuse' || effect.kind === 'hold';

/** `status 500 before-effect`, `deliver twice`. */
function nameOf({ on, effect, phase }: FaultRule): string {
  if ('webhook' in on) {
    const { kind: _, ...how } = effect;
    const words = Object.entries(how).map(([name, value]) =>
      value === true ? name : `${name} ${String(value)}`,
    );
    return `webhook ${words.join(' ')}`;
  }
  const detail =
    'code' in effect ? ` ${effect.code}` : effect.kind === 'drift' ? ` ${effect.changes[0]?.change}` : '';
  return `${effect.kind}${detail}, ${phase}`;
}
