import type { ServerResponse } from 'node:http';
import { contains } from './contains.ts';
import { ControlError } from './control-error.ts';
import { applyEffect } from './fault-effects.ts';
import type { FaultedExchange, WriteAnswer } from './fault-effects/faulted-exchange.ts';
import type { FaultPhase, FaultRule } from './fault-rule.ts';
import { faultTraits } from './fault-traits.ts';
import { readFaultRule } from './read-fault-rule.ts';
import type { FakeRequest, Reply } from './operation.ts';

type Armed = { id: string; rule: FaultRule; seen: number; fired: number; misfit: string | null };

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
  run(phase: FaultPhase, response: ServerResponse, reply: Reply | undefined): Promise<FaultedPhase>;
};

export type Faults = {
  arm(rule: unknown, operationIds: ReadonlySet<string>): string;
  disarm(id: string): void;
  /** Lets the exchanges go on that a `hold` keeps; one that arrives later does not wait. */
  release(id: string): void;
  /** Resolves once `count` exchanges are kept by that `hold` at the same time. */
  untilHeld(id: string, count: number): Promise<void>;
  unfired(): UnfiredFault[];
  arrive(op: string, request: FakeRequest): ExchangeFaults;
  clear(): void;
};

export const createFaults = (): Faults => {
  let armed: Armed[] = [];
  let count = 0;
  let released = new Set<string>();
  /** Ends each wait in progress: by release of its rule, or all of them by `clear`. */
  const waits = new Set<{ id: string; end(outcome: 'pass' | 'silent'): void }>();
  let watchers: { id: string; count: number; resolve(): void; reject(error: Error): void }[] = [];

  const held = (id: string): number => [...waits].filter((one) => one.id === id).length;
  const notifyWatchers = (): void => {
    watchers = watchers.filter((watcher) => {
      if (held(watcher.id) < watcher.count) return true;
      watcher.resolve();
      return false;
    });
  };
  const requireArmed = (id: string): Armed => {
    const found = armed.find((one) => one.id === id);
    if (found === undefined) throw new ControlError(`No fault '${id}' is armed.`);
    return found;
  };

  const wait = (
    id: string,
    response: ServerResponse,
    { ms, untilClose = false }: { ms?: number; untilClose?: boolean } = {},
  ): Promise<'pass' | 'silent'> =>
    new Promise((resolve) => {
      const pending = {
        id,
        end: (outcome: 'pass' | 'silent') => {
          clearTimeout(timer);
          waits.delete(pending);
          response.off('close', left);
          if (outcome === 'silent') response.destroy();
          resolve(outcome);
        },
      };
      const left = (): void => pending.end('silent');
      const timer = ms === undefined ? undefined : setTimeout(() => pending.end('pass'), ms);
      waits.add(pending);
      notifyWatchers();
      if (!untilClose) return;
      if (response.destroyed) left();
      else response.once('close', left);
    });

  const exchangeWith = (
    { id }: Armed,
    response: ServerResponse,
    reply: Reply | undefined,
  ): FaultedExchange & { reply?: Reply } => ({
    response,
    ...(reply && { reply }),
    pause: (ms) => wait(id, response, { ms }),
    pauseWhileConnected: (ms) => wait(id, response, { ms, untilClose: true }),
    untilReleased: async () => (released.has(id) ? 'pass' : await wait(id, response)),
    untilClientLeaves: () => wait(id, response, { untilClose: true }),
  });

  return {
    arm: (input, operationIds) => {
      const rule = readFaultRule(input, operationIds);
      count += 1;
      const id = rule.id ?? `fault_${count}`;
      if (armed.some((one) => one.id === id)) {
        throw new ControlError(`A fault with the id '${id}' is armed already. Disarm it first.`);
      }
      armed.push({ id, rule, seen: 0, fired: 0, misfit: null });
      return id;
    },
    disarm: (id) => {
      const disarmed = requireArmed(id);
      armed = armed.filter((one) => one !== disarmed);
    },
    release: (id) => {
      requireArmed(id);
      released.add(id);
      for (const one of waits) if (one.id === id) one.end('pass');
    },
    untilHeld: async (id, wanted) => {
      requireArmed(id);
      if (held(id) >= wanted) return;
      await new Promise<void>((resolve, reject) => watchers.push({ id, count: wanted, resolve, reject }));
    },
    unfired: () =>
      armed
        .filter((one) => one.fired === 0)
        .map(({ id, rule, seen, misfit }) => ({ id, rule, matched: seen, misfit })),
    arrive: (op, request) => {
      const firing = armed.filter((one) => {
        if (one.rule.on.op !== op || !matches(one.rule, request)) return false;
        one.seen += 1;
        return isDue(one.rule, one.seen);
      });
      return {
        run: async (phase, response, reply) => {
          let faultId: string | null = null;
          let breaksContract = false;
          for (const one of firing.filter(({ rule }) => rule.phase === phase)) {
            // Counted at its start: one that is still waiting has fired.
            one.fired += 1;
            const outcome = await applyEffect(one.rule.effect, exchangeWith(one, response, reply));
            if (typeof outcome === 'object' && 'misfit' in outcome) {
              one.fired -= 1;
              one.misfit = outcome.misfit;
              continue;
            }
            faultId = one.id;
            breaksContract ||= faultTraits(one.rule.effect).breaksContract;
            if (outcome !== 'pass') return { outcome, faultId, breaksContract };
          }
          return { outcome: 'pass', faultId, breaksContract };
        },
      };
    },
    clear: () => {
      armed = [];
      count = 0;
      released = new Set();
      for (const one of waits) one.end('silent');
      for (const watcher of watchers) {
        watcher.reject(new ControlError(`The fakes were reset while waiting for fault '${watcher.id}'.`));
      }
      watchers = [];
    },
  };
};

const isDue = ({ nth = 1 }: FaultRule, position: number): boolean =>
  typeof nth === 'number' ? position === nth : position >= nth.from && position <= (nth.to ?? Infinity);

const matches = ({ on: { match = {} } }: FaultRule, request: FakeRequest): boolean =>
  contains(request.headers, lowerCaseNames(match.header)) &&
  contains(request.params, match.params) &&
  contains(Object.fromEntries(request.query), match.query) &&
  contains(request.body, match.body);

const lowerCaseNames = (headers: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
