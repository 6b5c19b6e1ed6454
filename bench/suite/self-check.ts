import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { say } from '../../scripts/terminal.ts';
import { runMeasured } from './processes.ts';
import type { Compared, Verdict } from './statistics.ts';
import { compareRuns } from './text-report.ts';

const TRIES = 20;
const RUNS = 24;
const ENOUGH = 19;
/** Rounds of a loop that any machine finishes within a fraction of a second. */
const WORK = 200_000_000;
const SLOWDOWN = 1.2;

/**
 * The bench tried on what is known: a program, the same again, and the same with a fifth more to do, measured and
 * judged as the suite is. What counts is the verdict on CPU seconds where they are known, since other work of this
 * machine is not what is tried here.
 * @returns whether it was right in 19 of 20 tries of each
 */
export async function selfCheck(): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'topheavy-bench-'));
  const tally = { same: 0, slower: 0 };
  try {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const [before = NOTHING, same = NOTHING, slower = NOTHING] = await inTurns(
        [WORK, WORK, Math.round(WORK * SLOWDOWN)],
        folder,
      );
      const verdicts = { same: compareRuns(before, same), slower: compareRuns(before, slower) };
      if (counts(verdicts.same) === 'no difference') tally.same += 1;
      if (counts(verdicts.slower) === 'slower') tally.slower += 1;
      say(
        `  ${String(attempt).padStart(2)}/${TRIES}  the same: ${words(verdicts.same)}; a fifth more: ${words(verdicts.slower)}`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  say(`\nThe same program twice: "no difference" in ${tally.same} of ${TRIES} tries of ${RUNS} runs each`);
  say(`A fifth more to do: "slower" in ${tally.slower} of ${TRIES}`);
  return tally.same >= ENOUGH && tally.slower >= ENOUGH;
}

type Times = { readonly wall: number; readonly cpu: number | null };
const NOTHING = { runs: [] as readonly Times[] };

const counts = ({ wall, cpu }: Compared): Verdict => (cpu ?? wall).verdict;

const words = ({ wall, cpu }: Compared): string =>
  cpu === null ? wall.verdict : `${cpu.verdict} (${cpu.ratio.toFixed(2)} ×; wall ${wall.ratio.toFixed(2)} ×)`;

async function inTurns(loads: readonly number[], folder: string): Promise<{ runs: Times[] }[]> {
  const times = loads.map((): { runs: Times[] } => ({ runs: [] }));
  for (let run = 0; run < RUNS; run += 1) {
    for (const [index, rounds] of loads.entries()) {
      const program = `let sum = 0; for (let i = 0; i < ${rounds}; i += 1) sum = (sum + i) | 0; process.exitCode = sum === 1 ? 1 : 0;`;
      const ended = await runMeasured([process.execPath, '-e', program], process.env, folder);
      if (ended.code !== 0) throw new Error('The loop of the self-check failed.');
      times[index]?.runs.push(ended);
    }
  }
  return times;
}
