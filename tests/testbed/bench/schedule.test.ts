import { schedule, type Planned } from '@topheavy/bench/soak';
import { providerNames } from '@topheavy/testbed/processes';
import { expect, test } from 'vitest';

const planned = (seed: number, count: number): Planned[] => {
  const endless = schedule(seed, 2);
  return Array.from({ length: count }, () => endless.next().value);
};

test('the same seed lets the same things go wrong at the same moments, another seed others', () => {
  const [once, again, other] = [planned(7, 500), planned(7, 500), planned(8, 500)];

  expect(again).toEqual(once);
  expect(other).not.toEqual(once);
});

test('a schedule has faults before and after the effect, at every provider, and kills of each process', () => {
  const mishaps = planned(1, 3000).map(({ mishap }) => mishap);

  const rules = mishaps.flatMap((mishap) => (mishap.kind === 'fault' ? [mishap.rule] : []));
  const killed = new Set(mishaps.flatMap((mishap) => (mishap.kind === 'kill' ? [mishap.api] : [])));
  const called = new Set(rules.flatMap(({ on }) => ('op' in on ? [on.op.split('.')[0]] : [])));

  expect(new Set(rules.map(({ phase }) => phase))).toEqual(new Set(['before-effect', 'after-effect']));
  expect(called).toEqual(new Set(providerNames));
  expect(new Set(rules.map(({ effect }) => effect.kind)).size).toBeGreaterThanOrEqual(15);
  expect(killed).toEqual(new Set([0, 1]));
});
