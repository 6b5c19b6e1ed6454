import type { FakeRequest, Operation, Reply } from './operation.ts';

/** How a provider treats a repeated idempotency key. */
export type IdempotencyRule = {
  /** The key of this request, or undefined where the provider takes none. */
  key(request: FakeRequest): string | undefined;
  /** Which finished answers are kept for replay, besides those refused before execution. */
  keeps(reply: Reply): boolean;
  replay(saved: Reply): Reply;
  /** Same key, other parameters. */
  mismatch(request: FakeRequest, key: string): Reply;
  /** Same key while the first request is still being worked on. */
  concurrent(request: FakeRequest, key: string): Reply;
  lifetimeMs: number;
};

export type Claim =
  | { kind: 'run'; finish(reply: Reply): void; abandon(): void }
  | { kind: 'answer'; reply: Reply; replayed: boolean };

export type IdempotencyStore = {
  begin(operation: Pick<Operation<never>, 'id'>, request: FakeRequest, nowMs: number): Claim;
  records(): IdempotencyRecords;
};

export type IdempotencyRecords = ReadonlyMap<
  string,
  { fingerprint: string; reply?: Reply; expiresAt: number }
>;

const unclaimed: Claim = { kind: 'run', finish: () => undefined, abandon: () => undefined };

export const createIdempotencyStore = (
  rule: IdempotencyRule | undefined,
  from: IdempotencyRecords = new Map(),
): IdempotencyStore => {
  const records = new Map(from);
  return {
    records: () => records,
    begin: (operation, request, nowMs) => {
      const key = rule?.key(request);
      if (rule === undefined || key === undefined) return unclaimed;
      const fingerprint = JSON.stringify([operation.id, request.path, request.body ?? null]);
      const found = records.get(key);
      if (found !== undefined && found.expiresAt > nowMs) {
        if (found.fingerprint !== fingerprint) {
          return { kind: 'answer', reply: rule.mismatch(request, key), replayed: false };
        }
        return found.reply === undefined
          ? { kind: 'answer', reply: rule.concurrent(request, key), replayed: false }
          : { kind: 'answer', reply: rule.replay(found.reply), replayed: true };
      }
      const record: { fingerprint: string; reply?: Reply; expiresAt: number } = {
        fingerprint,
        expiresAt: nowMs + rule.lifetimeMs,
      };
      records.set(key, record);
      const abandon = (): void => {
        if (records.get(key) === record) records.delete(key);
      };
      return {
        kind: 'run',
        abandon,
        finish: (reply) => {
          // A copy: the answer shows the object as it was then, however it changes later.
          if (reply.executed !== false && rule.keeps(reply)) record.reply = structuredClone(reply);
          else abandon();
        },
      };
    },
  };
};
