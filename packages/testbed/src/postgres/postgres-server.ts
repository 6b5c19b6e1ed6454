/** Where a test Postgres comes from: a server somebody else runs, a container, or binaries from npm. */
export type PostgresSource = 'url' | 'docker' | 'embedded';

/** What another process needs to work with a started server; plain data, so that it can be sent there. */
export type PostgresAddress = {
  source: PostgresSource;
  /** For administration: connects as a role that may create and drop databases. */
  url: string;
  /** As the server says it, for example `18.4`. */
  version: string;
  /** Names this run in database, folder and container names; see run-tag.ts. */
  run: string;
};

/** A started server. It ends with `stop()`, and by itself when the process that started it is gone. */
export type PostgresServer = PostgresAddress & {
  /** For people, for example `embedded Postgres 18.4 in /dev/shm`; holds no password. */
  description: string;
  /** Removes all that the run made: processes, folders, containers, databases. May be called twice. */
  stop: () => Promise<void>;
};
