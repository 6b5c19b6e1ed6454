import { subscribe } from 'node:diagnostics_channel';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
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

/** Adds to `figures` the requests to the API and its statements from here on. */
export function countWork(world: World, figures: { requests: number; statements: number }): void {
  if (folder === null) return;
  const { host } = new URL(world.api.url);
  subscribe('http.client.request.start', (message) => {
    const { request } = message as { request: { getHeader(name: string): unknown } };
    if (request.getHeader('host') === host) figures.requests += 1;
  });
  for (const { pool } of world.apis()) {
    pool.on('connect', (client) => {
      const query = client.query.bind(client);
      const counted = (...args: Parameters<typeof query>): unknown => {
        figures.statements += 1;
        return query(...args);
      };
      client.query = counted as typeof client.query;
    });
  }
}
