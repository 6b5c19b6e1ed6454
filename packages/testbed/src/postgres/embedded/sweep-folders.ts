import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runState } from '../run-tag.ts';
import { folderPrefix, removeFolder } from './run-folder.ts';

/**
 * Removes what runs left whose supervisor was killed itself (a pulled plug, an out-of-memory
 * kill of the whole job): folders of dead runs of this machine and user, and a postgres that
 * still works in one. Answers which folders those were.
 */
export function sweepFolders(parents: readonly string[]): string[] {
  const removed: string[] = [];
  for (const parent of new Set(parents)) {
    for (const name of list(parent)) {
      const tag = name.slice(folderPrefix.length).replace(/_bin$/, '');
      if (!name.startsWith(folderPrefix) || runState(tag) !== 'dead') continue;
      const folder = join(parent, name);
      try {
        stopOrphan(join(folder, 'data'));
        removeFolder(folder);
        removed.push(folder);
      } catch {
        // Another user's, or another run sweeps it at this moment.
      }
    }
  }
  return removed;
}

/** Its process id may belong to somebody else by now, so what runs there must name the folder. */
function stopOrphan(data: string): void {
  try {
    const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    if (command.includes(data)) process.kill(pid, 'SIGQUIT');
  } catch {
    // Not running, or no /proc: a postmaster whose folder vanishes ends within a minute by itself.
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
