import { setTimeout } from 'node:timers/promises';
import type { World } from '../world/world.ts';

/** How many there are of what somebody has to end, by name. */
export type Census = ReadonlyMap<string, number>;

/** Counts what keeps this process and its database busy, without what the world itself holds. */
export async function takeCensus(world: World): Promise<Census> {
  const apis = world.apis();
  const pools = [world.database, ...apis.map(({ pool }) => pool)];
  const census = new Map<string, number>();
  const add = (name: string, count: number): void => void census.set(name, (census.get(name) ?? 0) + count);

  const { rows } = await world.database.query<{ name: string; count: number }>(
    `SELECT application_name AS name, count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' GROUP BY application_name`,
  );
  // Another process has as many as it needs at the moment.
  const ours = rows.filter(({ name }) => world.apiIsInProcess || name !== 'topheavy-api');
  for (const { name, count } of ours) add(`connection to Postgres of ${name}`, count);
  add('connection to Postgres of topheavy-testbed', -world.database.totalCount);
  for (const { pool } of apis) {
    if (world.apiIsInProcess) add('connection to Postgres of topheavy-api', -pool.totalCount);
    add('connection that the API took and did not give back', pool.totalCount - pool.idleCount);
  }

  for (const kind of process.getActiveResourcesInfo()) {
    const name = RESOURCES[kind];
    if (name !== undefined) add(name, 1);
  }
  // A pool sets a timer for each of its idle connections; each API listens.
  for (const { idleCount } of pools) add('timer', -idleCount);
  add('listening server', -apis.length);
  for (const event of process.eventNames())
    add(`listener of process for '${String(event)}'`, process.listenerCount(event));
  for (const event of world.logs.stream.eventNames())
    add(`listener of the log for '${String(event)}'`, world.logs.stream.listenerCount(event));
  return census;
}

/** What Node calls them. Sockets are left out: clients keep theirs for the next request. */
const RESOURCES: Readonly<Record<string, string>> = {
  Timeout: 'timer',
  Immediate: 'immediate',
  TCPServerWrap: 'listening server',
  ProcessWrap: 'child process',
  FSEventWrap: 'file watcher',
  SignalWrap: 'signal handler',
};

/** A session is gone a moment after its client; what is still there then was left. */
const PATIENCE_MS = 2000;
const PAUSE_MS = 20;

/** What there is more of than before, as `1 timer more`; looks again until that is nothing or patience ends. */
export async function leaksSince(
  before: Census,
  world: World,
  patienceMs: number = PATIENCE_MS,
): Promise<string[]> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const now = await takeCensus(world);
    const more = [...now].flatMap(([name, count]) => {
      const surplus = count - (before.get(name) ?? 0);
      return surplus > 0 ? [`${surplus} ${name} more`] : [];
    });
    if (more.length === 0 || Date.now() >= giveUpAt) return more;
    await setTimeout(PAUSE_MS);
  }
}
