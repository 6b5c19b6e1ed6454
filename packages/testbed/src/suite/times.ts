import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { watchRequests } from '../http/watch-requests.ts';
import type { World } from '../world/world.ts';

/**
 * Where `pnpm bench suite` wants to read how long each phase took and what was asked for; no other run has one, and
 * then nothing is counted.
 */
const folder = process.env['SUITE_TIMES'] || null;

/** Milliseconds and counts of one part of the run, by name; a part that is noted again replaces what it said. */
export function noteTimes(part: string, figures: Readonly<Record<string, number>>): void {
  if (folder === null) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${part}.json`), JSON.stringify(figures));
}

/** What a worker asked of the API: requests, its statements, and for how many milliseconds a request was under way. */
export type Work = { requests: number; statements: number; answeringMs: number };

/** Adds to `work` what the API is asked from here on, and its statements. */
export function countWork(world: World, work: Work): void {
  if (folder === null) return;
  watchRequests(new URL(world.api.url).host, {
    sent: () => (work.requests += 1),
    answered: (ms) => (work.answeringMs += ms),
  });
  for (const { pool } of world.apis()) {
    pool.on('connect', (client) => {
      const query = client.query.bind(client);
      const counted = (...args: Parameters<typeof query>): unknown => {
        work.statements += 1;
        return query(...args);
      };
      client.query = counted as typeof client.query;
    });
  }
}
