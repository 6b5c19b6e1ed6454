import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { root, say, seconds } from '../terminal.ts';
import { throwAwayCopy } from '../throw-away-copy.ts';
import type { Judged } from './journal.ts';
import type { Mutant } from './mutants.ts';
import type { Verification } from './verify.ts';

/** What a process that judges has to know. */
export type Start = { readonly tests: readonly string[]; readonly exclude: readonly string[] };

export type Told = { readonly judged: Judged; readonly ms: number };

/** Says of each mutant which tests are selected, and whether one of them fails: one a core at a time, each in its own copy. */
export async function judgeAll(
  { config, journal, tests }: Omit<Verification, 'folder'>,
  mutants: readonly Mutant[],
  exclude: readonly string[],
): Promise<void> {
  const waiting = mutants
    .map((_, number) => number)
    .filter((number) => journal.judged.get(number) === undefined);
  const worker = async (): Promise<void> => {
    const copy = await throwAwayCopy();
    copyFileSync(path.join(root, config.record), path.join(copy.folder, config.record));
    const start: Start = { tests, exclude };
    const child = fork(path.join(import.meta.dirname, 'judge-process.ts'), {
      cwd: copy.folder,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const ended = once(child, 'exit');
    const next = async (): Promise<unknown> => {
      const told = await Promise.race([once(child, 'message'), ended.then(() => null)]);
      if (told === null) throw new Error('A process that judges mutants died.');
      return told[0] as unknown;
    };
    try {
      child.send(start);
      await next();
      for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
        const mutant = mutants[number];
        if (mutant === undefined) continue;
        child.send(mutant);
        const { judged, ms } = (await next()) as Told;
        journal.add({ number, judged });
        const { selected, killed, picked, file, at, kind } = judged;
        const size =
          selected === 'all' ? 'all' : `${selected.length}${picked < selected.length ? ` (${picked})` : ''}`;
        say(`  ${number + 1}: ${file}#${at} (${kind}): ${size} selected, killed: ${killed}, ${seconds(ms)}`);
      }
    } finally {
      if (child.connected) child.disconnect();
      await ended;
      await copy.remove();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), waiting.length) }, worker));
}
