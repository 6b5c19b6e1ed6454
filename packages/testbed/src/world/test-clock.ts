/** Real time plus an offset: a test moves it, and what takes time stays measurable. */
export type TestClock = {
  now(): Date;
  offsetMs(): number;
  setOffsetMs(ms: number): void;
};

export function createTestClock(): TestClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    offsetMs: () => offset,
    setOffsetMs: (ms) => {
      offset = ms;
    },
  };
}
