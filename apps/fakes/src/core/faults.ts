import type { ServerResponse } from 'node:http';
import { isDue, isSpent, strikesRequest, strikesWebhook, type ArmedFault } from './armed-fault.ts';
import { ControlError } from './control-error.ts';
import { applyEffect, type StruckExchange } from './fault-effects.ts';
import type { WriteAnswer } from './fault-effects/faulted-exchange.ts';
import type { DeliverEffect, FaultPhase, FaultRule } from './fault-rule.ts';
import { faultTraits } from './fault-traits.ts';
import { createFaultWaits } from './fault-waits.ts';
import type { FakeRequest, Reply } from './operation.ts';
import type { ProviderName } from './provider-name.ts';
import { readFaultRule, type KnownOperations } from './read-fault-rule.ts';

/** `matched`: how often `on` was met; `misfit`: why the effect could not strike when its turn came. */
export type UnfiredFault = { id: string; rule: FaultRule; matched: number; misfit: string | null };

/** What the faults of one phase made of an exchange. */
export type FaultedPhase = {
  outcome: 'pass' | 'silent' | { reply: Reply; write?: WriteAnswer };
  /** The last that fired. */
  faultId: string | null;
  /** What fired may break the provider's contract: the answer is not to be held to it. */
  breaksContract: boolean;
};

/** The rules that fire on one exchange, fixed on its arrival. */
export type ExchangeFaults = {
  run(
    phase: FaultPhase,
    response: ServerResponse,
    reply?: Reply,
    /** The provider's answer in that state of its. */
    answerIn?: (state: unknown) => Reply,
  ): Promise<FaultedPhase>;
};

/** How one event is to be delivered; tells whether that came about. */
export type DeliveryFault = { effect: DeliverEffect; fired(): void; misfit(reason: string): void };

export type Faults = {
  arm(rule: unknown, known: KnownOperations): string;
  disarm(id: string): void;
  /** Ends what the fault keeps waiting, and a refusal of connections, for good. */
  release(id: string): void;
  /** Resolves once `count` exchanges are kept by that `hold` at the same time. */
  untilHeld(id: string, count: number): Promise<void>;
  unfired(): UnfiredFault[];
  arrive(op: string, request: FakeRequest): ExchangeFaults;
  /** Whether a fault needs to know what the provider's state was before each write. */
  needsPast(provider: ProviderName): boolean;
  wrote(provider: ProviderName, before: unknown): void;
  emitted(event: { type: string; payload: unknown }): DeliveryFault | undefined;
  /** Whether some rule counts the connections to that provider, and whether the next is to be refused. */
  countsConnections(provider: ProviderName): boolean;
  refusesNext(provider: ProviderName): boolean;
  connected(provider: ProviderName, refused: boolean): void;
  clear(): void;
};

export const createFaults = (): Faults => {
  let armed: ArmedFault[] = [];
  let count = 0;
  const waits = createFaultWaits();

  const requireArmed = (id: string): ArmedFault => {
    const found = armed.find((one) => one.id === id);
    if (found === undefined) throw new ControlError(`No fault '${id}' is armed.`);
    return found;
  };
  const refusing = (provider: ProviderName): ArmedFault[] =>
    armed.filter(
      (one) =>
        'provider' in one.rule.on && one.rule.on.provider === provider && !one.released && !isSpent(one),
    );
  const staleOf = (provider: ProviderName): ArmedFault[] =>
    armed.filter(
      ({ rule: { on, effect } }) => effect.kind === 'stale' && 'op' in on && on.op.startsWith(`${provider}.`),
    );

  return {
    arm: (input, known) => {
      const rule = readFaultRule(input, known);
      count += 1;
      const id = rule.id ?? `fault_${count}`;
      if (armed.some((one) => one.id === id)) {
        throw new ControlError(`A fault with the id '${id}' is armed already. Disarm it first.`);
      }
      const misfit = rule.effect.kind === 'stale' ? 'No write came before the read.' : null;
      armed.push({ id, rule, seen: 0, fired: 0, misfit, released: false, past: undefined });
      return id;
    },
    disarm: (id) => {
      const disarmed = requireArmed(id);
      armed = armed.filter((one) => one !== disarmed);
    },
    release: (id) => {
      requireArmed(id).released = true;
      waits.release(id);
    },
    untilHeld: async (id, wanted) => {
      requireArmed(id);
      await waits.untilHeld(id, wanted);
    },
    unfired: () =>
      armed
        .filter((one) => one.fired === 0)
        .map(({ id, rule, seen, misfit }) => ({ id, rule, matched: seen, misfit })),
    arrive: (op, request) => {
      const firing = take(armed.filter((one) => strikesRequest(one, op, request)));
      return {
        run: async (phase, response, reply, answerIn) => {
          let faultId: string | null = null;
          let breaksContract = false;
          for (const one of firing.filter(({ rule }) => rule.phase === phase)) {
            // Counted at its start: one that is still waiting has fired.
            one.fired += 1;
            const { id, past } = one;
            const wait = async (until: { ms?: number; untilClose?: boolean } = {}) =>
              one.released ? 'pass' : await waits.wait(id, response, until);
            const struck: StruckExchange = {
              response,
              ...(reply && { reply }),
              ...(past && answerIn && { replyBefore: () => answerIn(past.state) }),
              pause: (ms) => wait({ ms }),
              pauseWhileConnected: (ms) => wait({ ms, untilClose: true }),
              untilReleased: () => wait(),
              untilClientLeaves: () => wait({ untilClose: true }),
            };
            const outcome = await applyEffect(one.rule.effect, struck);
            if (typeof outcome === 'object' && 'misfit' in outcome) {
              one.fired -= 1;
              one.misfit = outcome.misfit;
              continue;
            }
            faultId = id;
            breaksContract ||= faultTraits(one.rule.effect).breaksContract;
            if (outcome !== 'pass') return { outcome, faultId, breaksContract };
          }
          return { outcome: 'pass', faultId, breaksContract };
        },
      };
    },
    needsPast: (provider) => staleOf(provider).length > 0,
    wrote: (provider, before) => {
      for (const one of staleOf(provider)) {
        one.past = { state: before };
        one.misfit = null;
      }
    },
    emitted: (event) => {
      const [first, ...others] = take(armed.filter((one) => strikesWebhook(one, event)));
      if (first?.rule.effect.kind !== 'deliver') return undefined;
      for (const other of others) other.misfit = `Fault '${first.id}' had its turn at the same event.`;
      first.misfit = 'The event still waits to be delivered.';
      return {
        effect: first.rule.effect,
        fired: () => {
          first.fired += 1;
        },
        misfit: (reason) => {
          first.misfit = reason;
        },
      };
    },
    countsConnections: (provider) => refusing(provider).length > 0,
    refusesNext: (provider) => refusing(provider).some((one) => isDue(one, one.seen + 1)),
    connected: (provider, refused) => {
      for (const one of take(refusing(provider))) if (refused) one.fired += 1;
    },
    clear: () => {
      armed = [];
      count = 0;
      waits.clear();
    },
  };
};

/** Counts the match, and answers those whose turn it is. */
const take = (matching: readonly ArmedFault[]): ArmedFault[] =>
  matching.filter((one) => {
    one.seen += 1;
    return isDue(one, one.seen);
  });
