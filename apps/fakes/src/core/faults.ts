import type { ServerResponse } from 'node:http';
import { ControlError } from './control-error.ts';
import { applyEffect, type FaultedExchange, type FaultOutcome } from './fault-effects.ts';
import { faultRuleSchema, type FaultPhase, type FaultRule } from './fault-rule.ts';
import { contains } from './contains.ts';
import type { FakeRequest, Reply } from './operation.ts';

type Armed = { id: string; rule: FaultRule; seen: number; fired: number };

export type UnfiredFault = { id: string; rule: FaultRule; matched: number };

/** The rules that fire on one exchange, fixed on its arrival. */
export type ExchangeFaults = {
  run(
    phase: FaultPhase,
    response: ServerResponse,
    reply: Reply | undefined,
  ): Promise<{ outcome: FaultOutcome; faultId: string | null }>;
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
  const waits = new Set<{ id: string; end(outcome: FaultOutcome): void }>();
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

  const wait = (id: string, response: ServerResponse, ms?: number): Promise<FaultOutcome> =>
    new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(() => pending.end('pass'), ms);
      const pending = {
        id,
        end: (outcome: FaultOutcome) => {
          clearTimeout(timer);
          waits.delete(pending);
          if (outcome === 'silent') response.destroy();
          resolve(outcome);
        },
      };
      waits.add(pending);
      notifyWatchers();
    });

  const exchangeWith = (
    { id }: Armed,
    response: ServerResponse,
    reply: Reply | undefined,
  ): FaultedExchange => ({
    response,
    reply,
    wait: (ms) => wait(id, response, ms),
    untilReleased: async () => (released.has(id) ? 'pass' : await wait(id, response)),
    untilClientLeaves: () =>
      new Promise((resolve) => {
        response.once('close', () => resolve('silent'));
        void wait(id, response).then(resolve);
      }),
  });

  return {
    arm: (input, operationIds) => {
      const parsed = faultRuleSchema.safeParse(input);
      if (!parsed.success) {
        const details = parsed.error.issues.map(
          (issue) => `${issue.path.join('.') || 'rule'}: ${issue.message}`,
        );
        throw new ControlError(`The fault rule does not fit: ${details.join('; ')}.`);
      }
      const rule = parsed.data;
      if (!operationIds.has(rule.on.op)) {
        throw new ControlError(
          `There is no operation '${rule.on.op}'. Choose one of: ${[...operationIds].join(', ')}.`,
        );
      }
      count += 1;
      const id = rule.id ?? `fault_${count}`;
      if (armed.some((one) => one.id === id)) {
        throw new ControlError(`A fault with the id '${id}' is armed already. Disarm it first.`);
      }
      armed.push({ id, rule, seen: 0, fired: 0 });
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
      armed.filter((one) => one.fired === 0).map(({ id, rule, seen }) => ({ id, rule, matched: seen })),
    arrive: (op, request) => {
      const firing = armed.filter((one) => {
        if (one.rule.on.op !== op || !matches(one.rule, request)) return false;
        one.seen += 1;
        return isDue(one.rule, one.seen);
      });
      return {
        run: async (phase, response, reply) => {
          let faultId: string | null = null;
          for (const one of firing.filter(({ rule }) => rule.phase === phase)) {
            one.fired += 1;
            faultId = one.id;
            const outcome = await applyEffect(one.rule.effect, exchangeWith(one, response, reply));
            if (outcome !== 'pass') return { outcome, faultId };
          }
          return { outcome: 'pass', faultId };
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
