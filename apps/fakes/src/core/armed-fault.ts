import { contains } from './contains.ts';
import type { FaultRule } from './fault-rule.ts';
import type { FakeRequest } from './operation.ts';

/** A rule in force and what has come of it. */
export type ArmedFault = {
  id: string;
  rule: FaultRule;
  /** How often `on` was met. */
  seen: number;
  fired: number;
  /** Why the effect could not strike when its turn came. */
  misfit: string | null;
  released: boolean;
  /** For a stale read: the provider's state before its last write since the rule was armed. */
  past: { state: unknown } | undefined;
};

/** Whether it is the turn of the match at that position, from 1. */
export const isDue = ({ rule: { nth = 1 } }: ArmedFault, position: number): boolean =>
  typeof nth === 'number' ? position === nth : position >= nth.from && position <= (nth.to ?? Infinity);

/** Whether no later match can have its turn. */
export const isSpent = ({ rule: { nth = 1 }, seen }: ArmedFault): boolean =>
  seen >= (typeof nth === 'number' ? nth : (nth.to ?? Infinity));

export const strikesRequest = ({ rule, past }: ArmedFault, op: string, request: FakeRequest): boolean => {
  const { on, effect } = rule;
  if (!('op' in on) || on.op !== op || (effect.kind === 'stale' && past === undefined)) return false;
  const { header = {}, params, query, body } = on.match ?? {};
  const named = Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]);
  return (
    contains(request.headers, Object.fromEntries(named)) &&
    contains(request.params, params) &&
    contains(Object.fromEntries(request.query), query) &&
    contains(request.body, body)
  );
};

export const strikesWebhook = (
  { rule: { on } }: ArmedFault,
  event: { type: string; payload: unknown },
): boolean => 'webhook' in on && on.webhook === event.type && contains(event.payload, on.match?.body);
