/** One time that the relay handed an event to a provider. */
export type Handover = {
  /** Of the call, such as `resend.emails.send`. */
  readonly op: string;
  readonly eventId: string;
  readonly atMs: number;
  /** Answered with success, and no fault had a hand in it. */
  readonly done: boolean;
};

/** From the signal until the process had ended. */
export type Kill = { readonly fromMs: number; readonly toMs: number };

export type Excuses = {
  readonly kills: readonly Kill[];
  /** Events that a process said it could not publish, and would hand over again. */
  readonly notPublished: ReadonlySet<string>;
  /** A relay that takes longer than this counts as dead, even if the machine only kept it waiting. */
  readonly leaseMs: number;
};

/** What was on its way from a process that was killed arrives within that. */
const ON_ITS_WAY_MS = 1000;

/**
 * Handovers of what had been handed over already, though nothing went wrong in between: two relays had the
 * same event in hand. The provider knows it by its key and does nothing twice, for a day; hence nothing else
 * shows it.
 */
export function needlessRepeats(handovers: readonly Handover[], excuses: Excuses): string[] {
  const byCall = Map.groupBy(handovers, ({ op, eventId }) => `${op} of event ${eventId}`);
  return [...byCall].flatMap(([name, calls]) => {
    const sorted = calls.toSorted((a, b) => a.atMs - b.atMs);
    const pauses = sorted.flatMap((call, index) => {
      const before = sorted[index - 1];
      return before !== undefined && isNeedless(before, call, excuses) ? [call.atMs - before.atMs] : [];
    });
    return pauses.length === 0
      ? []
      : [`${name}: asked for again ${pauses.join(' ms, ')} ms after it was done, and nothing had gone wrong`];
  });
}

function isNeedless(before: Handover, call: Handover, excuses: Excuses): boolean {
  if (!before.done || excuses.notPublished.has(call.eventId)) return false;
  if (call.atMs - before.atMs >= excuses.leaseMs) return false;
  return !excuses.kills.some(
    ({ fromMs, toMs }) => before.atMs <= toMs + ON_ITS_WAY_MS && call.atMs >= fromMs,
  );
}
