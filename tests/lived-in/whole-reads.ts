import type { Shop } from '@topheavy/testbed';

type Plan = Awaited<ReturnType<Shop['planOf']>>;

/** Rows. Reading all of a smaller table takes about a millisecond, and a batch of it is often best found that way. */
const BIG = 6000;

export type Sizes = {
  readonly bigTables: ReadonlySet<string>;
  /** Indexes of a part that stayed small in three years, such as what is due: to read all of them is their purpose. */
  readonly smallParts: ReadonlySet<string>;
};

export async function sizesOf(shop: Shop): Promise<Sizes> {
  const tables = await shop.sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= $1`,
    [BIG],
  );
  const indexes = await shop.sql<{ name: string }>(
    `SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indpred IS NOT NULL AND c.reltuples < $1`,
    [BIG],
  );
  return {
    bigTables: new Set(tables.map(({ name }) => name)),
    smallParts: new Set(indexes.map(({ name }) => name)),
  };
}

/** Where the plan reads all of a big table or of its index, unless it stops after a page. */
export function wholeReads(plan: Plan, sizes: Sizes, stops = false): string[] {
  const {
    'Node Type': type,
    'Relation Name': table = '',
    'Index Name': index = '',
    Plans: below = [],
  } = plan;
  const found = below.flatMap((node) => wholeReads(node, sizes, stops || type === 'Limit'));
  if (type === 'Seq Scan' && sizes.bigTables.has(table)) found.push(`all of ${table}`);
  // After a page it stops only where each row that it reads is one of the page.
  const isPage = stops && plan.Filter === undefined;
  const isWholeIndex =
    type.includes('Index') && plan['Index Cond'] === undefined && !sizes.smallParts.has(index) && !isPage;
  if (isWholeIndex && sizes.bigTables.has(table)) found.push(`all of ${index}`);
  return found;
}
