import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** MiB that a process and all below it hold now; null where the system does not say. */
export async function memoryOf(pid: number): Promise<number | null> {
  try {
    const { stdout } = await exec('ps', ['-axo', 'pid=,ppid=,rss=']);
    const held = await Promise.all(
      [...familyOf(stdout, pid)].map(async ([id, residentKib]) =>
        heldKib(await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => ''), residentKib),
      ),
    );
    return held.reduce((sum, kib) => sum + kib, 0) / 1024;
  } catch {
    return null;
  }
}

/**
 * The resident KiB of a process and all below it, by id.
 * @param table lines of process id, parent's id and resident KiB, as `ps` prints them
 */
export function familyOf(table: string, pid: number): ReadonlyMap<number, number> {
  const processes = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([pid]);
  // A child may be listed before its parent.
  for (let known = 0; known !== family.size;) {
    known = family.size;
    for (const [id = 0, parent = 0] of processes) if (family.has(parent)) family.add(id);
  }
  return new Map(processes.flatMap(([id = 0, , rss = 0]) => (family.has(id) ? [[id, rss] as const] : [])));
}

/**
 * KiB, where pages that several processes share are divided among them: else each connection of Postgres would count
 * the buffers of all. Only Linux says so; elsewhere it is what is resident.
 * @param rollup the text of /proc/PID/smaps_rollup, or nothing
 */
export function heldKib(rollup: string, residentKib: number): number {
  const share = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  return share === undefined ? residentKib : Number(share);
}
