import { readdirSync, readFileSync } from 'node:fs';

/** `sysconf(_SC_CLK_TCK)`: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

type Stat = { readonly parent: number; readonly ownTicks: number; readonly reapedTicks: number };

/** proc(5): the name, in parentheses, may hold anything; what follows is apart by spaces. */
function stat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15);
    return { parent: fields[1] ?? 0, ownTicks: utime + stime, reapedTicks: cutime + cstime };
  } catch {
    // It has ended, or there is no such folder on this system.
    return null;
  }
}

/** What a process used so far; null where the system has no /proc. */
export function cpuSeconds(pid: number): number | null {
  const found = stat(pid);
  return found === null ? null : found.ownTicks / TICKS_PER_SECOND;
}

/** A process with all its children, those that have ended included: a postmaster with its backends. */
export function cpuSecondsOfFamily(pid: number): number | null {
  const found = stat(pid);
  if (found === null) return null;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => stat(Number(name)))
    .filter((one) => one?.parent === pid);
  const childrenTicks = children.reduce((sum, child) => sum + (child?.ownTicks ?? 0), 0);
  return (found.ownTicks + found.reapedTicks + childrenTicks) / TICKS_PER_SECOND;
}

export const parentOf = (pid: number): number | null => stat(pid)?.parent ?? null;
