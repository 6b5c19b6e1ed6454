/** What each source is started with. */
export type StartOptions = { durable: boolean; log: (line: string) => void };

/** What each source answers; `stop` removes everything that starting it made. */
export type Started = {
  url: string;
  /** Where it is, for people: a folder, an image, a host. */
  place: string;
  run: string;
  stop: () => Promise<void>;
};
