import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** A pg client or pool. */
export type Queryable = {
  query: <Row extends QueryResultRow>(
    query: string | QueryConfig,
    values?: unknown[],
  ) => Promise<QueryResult<Row>>;
};
