/** Where data lies while a test server runs. */
export type Storage = 'memory' | 'disk';

/** What each source is started with. */
export type StartOptions = {
  durable: boolean;
  storage: Storage;
  log: (line: string) => void;
  folder?: string | null;
};

/** What each source answers; `stop` removes everything that starting it made. */
export type Started = {
  url: string;
  /** Where it is, for people: a folder, an image, a host. */
  place: string;
  run: string;
  stop: () => Promise<void>;
  /** Only the embedded server can be ended and started again. */
  power?: Power;
};

export type Power = {
  /** `off`: as an operator ends it. `cut`: as a power failure does; the next start recovers from the log. */
  down: (how: 'off' | 'cut') => Promise<void>;
  /** Ends when the server takes connections: started, recovered by itself from a crash, or never gone. */
  up: () => Promise<void>;
};
