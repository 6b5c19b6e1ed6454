/** What a host of the shop needs: the process in main.ts, `pnpm start`, and the testbed. */
export { createApp } from './app.ts';
export { issueApiKey } from './auth/issue-api-key.ts';
export { revokeApiKey } from './auth/revoke-api-key.ts';
export { BACK_OFFICE_SCOPES, CUSTOMER_SCOPES, SCOPES, type Scope } from './auth/scopes.ts';
export { jobs } from './background/jobs.ts';
export type { Clock } from './clock.ts';
export { ConfigError, parseConfig, type Config } from './config.ts';
export { createDatabase, createPool } from './db/connect.ts';
export { migrate } from './db/migrate.ts';
export { migrations } from './db/migrations/index.ts';
export type { Dependencies } from './dependencies.ts';
export { createGateways } from './gateways/create-gateways.ts';
export { listen, type Listener } from './http/listen.ts';
export { systemIds } from './ids.ts';
export { createLogger } from './logger.ts';
export { createMetrics } from './metrics.ts';
export { problemSlugs } from './problems/catalogue.ts';
export { openApi } from './system/open-api.ts';
