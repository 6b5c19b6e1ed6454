/** The database alone, for whoever prepares one: without the API and the providers' clients. */
export { createDatabase, createPool } from './db/connect.ts';
export { migrate } from './db/migrate.ts';
export { migrations } from './db/migrations/index.ts';
