import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './db/schema.ts';
import type { Gateways } from './gateways/gateways.ts';
import type { Ids } from './ids.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Metrics } from './metrics.ts';

/** Everything the shop needs from outside, handed in by main.ts or by a test. */
export type Dependencies = {
  readonly config: Config;
  readonly db: Kysely<Database>;
  readonly gateways: Gateways;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly lifecycle: Lifecycle;
};
