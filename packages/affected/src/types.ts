/** `project | file > title > title`; the path is relative to the root, with `/`. */
export type TestId = string;

export type Reason = {
  readonly kind:
    | 'function'
    | 'module'
    | 'test'
    | 'file'
    | 'migration'
    | 'env'
    | 'everything'
    | 'failed'
    | 'new'
    | 'pending'
    | 'opaque'
    | 'start';
  /** What changed, such as `orders/place.ts#placeOrder`. */
  readonly subject: string;
  /** In which way, such as `body`. */
  readonly detail: string;
};

/**
 * One test that must run, and every reason for it. Without names it is all of a file: tests may have been
 * added to it, or it is new.
 */
export type Pick = {
  readonly test: TestId;
  readonly file: string;
  readonly project: string;
  readonly names: readonly string[];
  readonly reasons: readonly Reason[];
};

export type Selection = {
  readonly picks: readonly Pick[];
  /**
   * By the name of a start that must be made anew, the tests that start from it: they have to run only if
   * something else comes of it than before. One of `picks` makes it.
   */
  readonly starts: ReadonlyMap<string, readonly Pick[]>;
  /** Everything must run, tests that nobody has recorded included: `picks` then lists those that are known. */
  readonly all: boolean;
  /** How many tests the record knows. */
  readonly total: number;
  readonly changes: readonly { readonly file: string; readonly what: string }[];
};

/** The default export of affected.config.ts at the root of a project. Paths are globs relative to the root. */
export type AffectedConfig = {
  /** Code whose functions are told apart, tests included. */
  readonly sources: readonly string[];
  /** Vitest projects that are recorded. Default: all. */
  readonly projects?: readonly string[];
  /** Which files are tests. Default: `**\/*.test.ts` and the like. */
  readonly tests?: readonly string[];
  /** A change here runs every test. Lockfile, Vitest's config and affected.config.ts always do. */
  readonly everything?: readonly string[];
  /** Files that change the schema of a database: the tests run that use the tables which they name. */
  readonly migrations?: readonly string[];
  /** What else global setups prepare something from: the watch runs them anew when it changes. */
  readonly setups?: readonly string[];
  /** Files that no test can notice. Default: Markdown, unless a test read it. */
  readonly ignored?: readonly string[];
  /** Files that are read by code whose reads cannot be seen: a change of one runs the users of the other. */
  readonly rules?: readonly { readonly files: string; readonly usersOf: string }[];
  /** Environment files, `KEY=value` in lines. Default: `.env` and `.env.*`. */
  readonly environment?: readonly string[];
  /** `application_name` of Postgres connections of the harness, which no test is about. */
  readonly harnessConnections?: readonly string[];
  /** Where the record is kept. Default: node_modules/.cache/affected/record. */
  readonly record?: string;
};

/** What is known of one source file as it was when it was last recorded. */
export type FileRecord = {
  readonly file: string;
  /** Hash of its bytes. */
  readonly content: string;
  /** Hash of what is in no function. */
  readonly module: string;
  readonly functions: readonly FunctionRecord[];
  /** `name=what it stands for`. */
  readonly exports: readonly string[];
  /** What it imports, as written. */
  readonly imports: readonly string[];
  /** Loading it does nothing that another module could notice. */
  readonly inert: boolean;
  /** Of a migration: the words of its text, among them the names of tables. */
  readonly words?: readonly string[];
};

export type FunctionRecord = { readonly key: string; readonly hash: string };

/** What was touched. Functions are numbers of the record's `functions`, statements likewise. */
export type Touched = {
  readonly functions: ReadonlySet<number>;
  readonly files: ReadonlySet<string>;
  readonly environment: ReadonlySet<string>;
  readonly statements: ReadonlySet<number>;
  readonly operations: ReadonlySet<string>;
  /** Why what it ran could not be seen, or null. */
  readonly opaque: string | null;
};

/** What one test touched, but for what making its starts did. */
export type TestRecord = Touched & {
  readonly test: TestId;
  readonly file: string;
  readonly project: string;
  readonly names: readonly string[];
  readonly ms: number;
  readonly status: 'passed' | 'failed';
  /** What it started from, by name, with what had come of making that. */
  readonly starts: ReadonlyMap<string, string>;
};

/** Something that is made once, and that several tests start from (`recorded`, with a name). */
export type StartRecord = Touched & {
  /** What has come of making it as the code is now: hashes, several when it is not the same each time. */
  readonly outcomes: ReadonlySet<string>;
  /** What its making ran has changed, and nobody has made it since. */
  readonly stale: boolean;
};

/** What no single test stands for: it ran or was read outside of tests, or in one only because that came first. */
export type Ambient = {
  readonly functions: ReadonlySet<number>;
  readonly files: ReadonlySet<string>;
  readonly environment: ReadonlySet<string>;
  readonly statements: ReadonlySet<number>;
};

export type ImpactRecord = {
  /** What the record is worthless without: Node, lockfile, configuration. */
  readonly key: string;
  /** Every file below the root as it was. */
  readonly files: ReadonlyMap<string, FileRecord>;
  /** `file#key`, by number. */
  readonly functions: readonly string[];
  readonly statements: readonly string[];
  readonly tests: ReadonlyMap<TestId, TestRecord>;
  readonly starts: ReadonlyMap<string, StartRecord>;
  readonly ambient: Ambient;
  /** Which module imported which. From '' came what Vitest itself loaded. */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  /** Selected tests that did not get to run since. */
  readonly pending: ReadonlySet<TestId>;
};
