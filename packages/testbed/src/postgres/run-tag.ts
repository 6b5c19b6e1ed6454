import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const tagPattern = /^([0-9a-f]{6})_([0-9a-z]+)_([0-9a-z]+)$/;

/**
 * The name of the run that this process owns: `host_pid_start`. Whatever outlives a crash carries
 * it, so that a later run can tell whose it is and whether that process still lives.
 */
export function runTag(): string {
  return `${host()}_${process.pid.toString(36)}_${startOf(process.pid).toString(36)}`;
}

/**
 * Whether the process behind a tag lives: `'unknown'` when it belongs to another machine or
 * container, or is no tag. A process id that was given to somebody else since counts as dead
 * on Linux, where the start time is known, and as alive elsewhere.
 */
export function runState(tag: string): 'alive' | 'dead' | 'unknown' {
  const [, tagHost, pidText, startText] = tagPattern.exec(tag) ?? [];
  if (tagHost !== host() || pidText === undefined || startText === undefined) return 'unknown';
  const pid = Number.parseInt(pidText, 36);
  return exists(pid) && startOf(pid) === Number.parseInt(startText, 36) ? 'alive' : 'dead';
}

/** Six digits for the machine and, on Linux, the container: process ids mean nothing across those. */
function host(): string {
  let namespace = '';
  try {
    namespace = readlinkSync('/proc/self/ns/pid');
  } catch {
    // No /proc: the host name alone tells machines apart.
  }
  return createHash('sha256').update(`${hostname()} ${namespace}`).digest('hex').slice(0, 6);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Clock ticks from boot to the start of a process, field 22 of proc_pid_stat(5); 0 where unknown,
 * and for a zombie: in a container whose first process reaps nobody, the dead stay listed.
 */
function startOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may itself hold spaces and parentheses.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? 0 : Number(fields[18]);
  } catch {
    return 0;
  }
}
