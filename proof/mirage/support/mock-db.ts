import type { Transaction } from 'kysely';
import { vi, type Mock } from 'vitest';
import type { Database } from '#api/db/schema.ts';

type Callback = (argument: unknown) => unknown;

/** What each builder method was called with: `query.where`, `query.values` … Callbacks as what they return. */
export type QueryMock = Readonly<Record<string, Mock>>;

const TERMINALS = new Set(['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow']);
/** Their callback is given a builder, not an expression. */
const NESTED = new Set(['with', 'onConflict', 'innerJoin']);

/**
 * Stands in for Kysely. Every builder method returns the builder, and every query takes the next of
 * `results` in the order of the calls. An Error among them is thrown.
 */
export function mockDb(...results: unknown[]): { db: Transaction<Database>; query: QueryMock } {
  const mocks: Record<string, Mock> = {};
  const mockOf = (name: string): Mock => (mocks[name] ??= vi.fn<(...args: unknown[]) => unknown>());
  const next = async (): Promise<unknown> => {
    const result = results.shift();
    if (result instanceof Error) throw result;
    return result;
  };
  const call = (name: string, args: unknown[]): unknown => {
    if (TERMINALS.has(name)) return next();
    if (name === 'transaction') return { execute: (work: Callback) => work(builder) };
    if (name === '$if') return args[0] === true ? (args[1] as Callback)(builder) : builder;
    const argument = NESTED.has(name) ? builder : expression;
    mockOf(name)(...args.map((arg) => (isCallback(arg) ? arg(argument) : arg)));
    return builder;
  };
  const builder: object = new Proxy(() => {}, {
    get: (_target, name) => {
      if (typeof name === 'symbol' || name === 'then') return undefined;
      if (name === 'getExecutor') return () => executor;
      return (...args: unknown[]) => call(name, args);
    },
  });
  const expression: object = new Proxy(() => {}, {
    apply: (_target, _this, args: unknown[]) => args.map(String).join(' '),
    get: (_target, name) => {
      if (name === 'ref') return (column: string) => column;
      if (name === 'fn') return builder;
      if (name === 'selectFrom') return (...args: unknown[]) => call('selectFrom', args);
      return (...args: unknown[]) => args;
    },
  });
  const isCallback = (arg: unknown): arg is Callback =>
    typeof arg === 'function' && arg !== builder && arg !== expression;
  /** For what is written as `sql`: its rows are the next result, too. */
  const executor = {
    transformQuery: (node: unknown) => node,
    compileQuery: (node: unknown) => node,
    executeQuery: async () => ({ rows: (await next()) ?? [] }),
  };
  return {
    db: builder as Transaction<Database>,
    query: new Proxy(mocks, { get: (_target, name) => mockOf(String(name)) }),
  };
}
