export { hostileOptions, REQUESTS, type HostileOptions } from './options.ts';
export { KINDS } from './kinds.ts';
export type { Kind } from './kind.ts';
export { CALLERS, planFor, publishedPlan, sumOf, type Caller, type Plan } from './plan.ts';
export { shopTarget } from './shop-target.ts';
export { throwRequests, type Target } from './throw-requests.ts';
