import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { together } from './meter.ts';
import type { LoadRun } from './run-load.ts';
import { selfTimes, type CpuProfile } from './self-times.ts';

const PACKAGES = 16;
const FUNCTIONS = 30;
const STATEMENTS = 20;

/** Where the CPU time of the API and the time of the statements went; removes the profile it has read. */
export async function profileReport({ profileFolder, api, orders, statements }: LoadRun): Promise<string> {
  if (profileFolder === null) throw new Error('This run made no profile.');
  const [file = ''] = await readdir(profileFolder);
  const profile = JSON.parse(await readFile(path.join(profileFolder, file), 'utf8')) as CpuProfile;
  await rm(profileFolder, { recursive: true });
  const { packages, functions, busyMs } = selfTimes(profile, api);
  // A sample takes as long as it lasts, also while another process has the core: only their shares count.
  const cpuMs = ((together(api).api ?? busyMs / 1000) * 1000) / orders;
  const line = ([name, ms]: readonly [string, number]): string =>
    `${((cpuMs * ms) / busyMs).toFixed(3).padStart(8)} ms ${((100 * ms) / busyMs).toFixed(1).padStart(5)} %  ${name}`;
  return [
    '',
    `CPU of the API for each order, ${cpuMs.toFixed(2)} ms in all, by package`,
    ...packages.slice(0, PACKAGES).map(line),
    '',
    'by function',
    ...functions.slice(0, FUNCTIONS).map(line),
    '',
    'Time of statements for each order, sent alone and one after the other',
    ...statementLines(statements),
  ].join('\n');
}

function statementLines({ times, lives }: LoadRun['statements']): string[] {
  return [...times]
    .map(([text, all]) => ({
      text,
      calls: all.length / lives,
      ms: all.reduce((sum, one) => sum + one, 0) / lives,
    }))
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, STATEMENTS)
    .map(
      ({ text, calls, ms }) =>
        `${ms.toFixed(3).padStart(8)} ms ${calls.toFixed(1).padStart(5)} ×  ${text.replaceAll(/\s+/g, ' ').slice(0, 130)}`,
    );
}
