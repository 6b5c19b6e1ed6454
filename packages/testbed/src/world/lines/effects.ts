/**
 * Something that a process does beyond itself, seen on the wire: a commit, a writing statement outside of
 * a transaction, a call to a provider. `nth` counts those of the same name.
 */
export type Effect = { readonly name: string; readonly nth: number };

/** Right before the effect leaves the process, or right after it came about and nobody told the process. */
export type CrashPoint = Effect & { readonly side: 'before' | 'after' };

/** What the lines report to. Nothing goes on before the promise resolves. */
export type EffectWatch = {
  /** An effect is about to leave the process. What it answers is to be called when it has come about. */
  begins(name: string): Promise<(changed: boolean) => Promise<void>>;
};

export type Effects = EffectWatch & {
  /** All that changed something since the last time it was asked, in the order of their beginnings. */
  take(): readonly Effect[];
  /** Resolves once something came to the point; that stays there for good. */
  readonly atPoint: Promise<void>;
};

export function createEffects(point?: CrashPoint): Effects {
  let begun: { readonly effect: Effect; changed: boolean }[] = [];
  const reached = Promise.withResolvers<void>();

  const pass = async ({ name, nth }: Effect, side: CrashPoint['side']): Promise<void> => {
    if (point === undefined || point.side !== side || point.name !== name || point.nth !== nth) return;
    reached.resolve();
    await new Promise(() => {});
  };

  return {
    async begins(name) {
      const nth = begun.filter(({ effect }) => effect.name === name).length + 1;
      const entry = { effect: { name, nth }, changed: false };
      begun.push(entry);
      await pass(entry.effect, 'before');
      return (changed) => {
        entry.changed = changed;
        return pass(entry.effect, 'after');
      };
    },
    take() {
      const taken = begun.filter(({ changed }) => changed).map(({ effect }) => effect);
      begun = [];
      return taken;
    },
    atPoint: reached.promise,
  };
}
