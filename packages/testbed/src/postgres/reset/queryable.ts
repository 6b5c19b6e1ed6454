import type { QueryResult, QueryResultRow } from 'pg';

/** A pg client or pool. */
export type Queryable = {
  query: <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<QueryResult<Row>>;
};
