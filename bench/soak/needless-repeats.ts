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
    const needless = calls
      .toSorted((a, b) => a.atMs - b.atMs)
      .filter((call, index, all) => isNeedless(all[index - 1], call, excuses));
    return needless.length === 0
      ? []
      : [`${name}: asked for again ${needless.length} times after it was done, and nothing had gone wrong`];
  });
}

function isNeedless(before: Handover | undefined, call: Handover, excuses: Excuses): boolean {
  if (before?.done !== true || excuses.notPublished.has(call.eventId)) return false;
  return !excuses.kills.some(
    ({ fromMs, toMs }) => before.atMs <= toMs + ON_ITS_WAY_MS && call.atMs >= fromMs,
  );
}
