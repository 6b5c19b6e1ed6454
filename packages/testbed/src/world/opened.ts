type Stoppable = { stop(): Promise<void> };

/** What a test opened and did not close itself. */
export type Opened = {
  /** The same thing, whose `stop` works once: called by the test, or else by `stopAll`. */
  keep<T extends Stoppable>(thing: T): T;
  stopAll(): Promise<void>;
};

export function createOpened(): Opened {
  const open = new Set<Stoppable>();
  return {
    keep: (thing) => {
      let stopped: Promise<void> | undefined;
      const kept = { ...thing, stop: () => (open.delete(kept), (stopped ??= thing.stop())) };
      open.add(kept);
      return kept;
    },
    async stopAll() {
      await Promise.all([...open].map((thing) => thing.stop()));
    },
  };
}
