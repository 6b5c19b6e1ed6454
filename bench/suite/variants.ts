/** One way to run the suite. */
export type Variant = {
  readonly dimension: string;
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** For Vitest. */
  readonly args: readonly string[];
  /** Done before each run. */
  readonly before?: 'forget caches';
  /** So many copies of the tests, the first included. */
  readonly copies?: number;
  /** Run one after the other; the time is that of the slowest. */
  readonly shards?: number;
  /** Other tests than those of the suite: Vitest with these arguments. */
  readonly vitest?: readonly string[];
};

/** What all others are compared with: the suite as it is. */
export const BASELINE: Variant = { dimension: 'baseline', name: 'as it is', env: {}, args: [] };

export type Dimension = {
  readonly name: string;
  readonly about: string;
  variants(options: {
    readonly workers: number;
    readonly databaseUrl: string | undefined;
  }): readonly Variant[];
};

/** In each dimension the ways other than that of the baseline. */
export const DIMENSIONS: readonly Dimension[] = [
  {
    name: 'source',
    about: 'where Postgres comes from: npm, a container, a server that runs already (DATABASE_URL)',
    variants: ({ databaseUrl }) => [
      variant('source', 'embedded', { POSTGRES: 'embedded' }),
      variant('source', 'docker', { POSTGRES: 'docker' }),
      ...(databaseUrl === undefined ? [] : [variant('source', 'url', { POSTGRES: 'url' })]),
    ],
  },
  {
    name: 'storage',
    about: 'data on a disk rather than in memory, without and with the settings that guard it',
    variants: () => [
      variant('storage', 'disk', { POSTGRES_STORAGE: 'disk' }),
      variant('storage', 'durable', { POSTGRES_STORAGE: 'disk', POSTGRES_DURABLE: 'on' }),
    ],
  },
  {
    name: 'isolation',
    about:
      'other ways to give each test a database without rows than to empty the tables that were written to',
    variants: () =>
      ['truncate', 'clone-file-copy', 'clone-wal-log'].map((name) =>
        variant('isolation', name, { ISOLATION: name }),
      ),
  },
  {
    name: 'workers',
    about: 'more or fewer processes than one for each core',
    variants: ({ workers }) =>
      [1, 2, 4, 8, 16, 32]
        .filter((count) => count !== workers && count <= workers * 2)
        .map((count) => variant('workers', String(count), { VITEST_MAX_WORKERS: String(count) })),
  },
  {
    name: 'vitest',
    about: 'threads, or a new process for each file, rather than processes that all files share',
    variants: () => [
      variant('vitest', 'threads', { VITEST_POOL: 'threads' }),
      variant('vitest', 'isolated', {}, ['--isolate']),
    ],
  },
  {
    name: 'shards',
    about: 'divided among machines: the time of the slowest part',
    variants: () => [2, 4].map((shards) => ({ ...variant('shards', String(shards)), shards })),
  },
  {
    name: 'caches',
    about: 'without what earlier runs compiled and recorded, as after a clone',
    variants: () => [{ ...variant('caches', 'cold'), before: 'forget caches' as const }],
  },
  {
    name: 'recorder',
    about: 'without the notes on which test runs which code (pnpm affected)',
    variants: () => [variant('recorder', 'off', { AFFECTED: 'off' })],
  },
  {
    name: 'size',
    about: 'the same tests twice, five and ten times',
    variants: () => [2, 5, 10].map((copies) => ({ ...variant('size', `×${copies}`), copies })),
  },
];

function variant(
  dimension: string,
  name: string,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Variant {
  return { dimension, name, env, args };
}
