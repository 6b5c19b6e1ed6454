export type Clock = {
  /** Milliseconds since the epoch, on the virtual clock. */
  now(): number;
};

export type VirtualClock = Clock & {
  advance(ms: number): void;
  setOffset(ms: number): void;
  offsetMs(): number;
};

/** Real time plus an offset: it keeps running, so that what an SDK times still makes sense. */
export const createClock = (): VirtualClock => {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance: (ms) => {
      offset += ms;
    },
    setOffset: (ms) => {
      offset = ms;
    },
    offsetMs: () => offset,
  };
};
