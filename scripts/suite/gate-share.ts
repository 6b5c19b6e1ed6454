import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GateTimes } from '@topheavy/contracts';

export const gateTimesFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'topheavy-gate-'));

type Report = { readonly testResults: readonly { readonly startTime: number; readonly endTime: number }[] };

/** What of the time that the workers spent on test files went into the gate. */
export const gateShare = async (folder: string, reportFile: string): Promise<string> => {
  const names = await readdir(folder);
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  await rm(folder, { recursive: true });
  const times = texts.map((text) => JSON.parse(text) as GateTimes);
  const report = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
  const checks = times.reduce((sum, one) => sum + one.checks, 0);
  const gateMs = times.reduce((sum, one) => sum + one.ms, 0);
  const testsMs = report.testResults.reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0);
  const percent = ((100 * gateMs) / testsMs).toFixed(1);
  return `gate: ${checks} exchanges and events in ${gateMs.toFixed(0)} ms, ${percent} % of the ${(testsMs / 1000).toFixed(1)} s of all test files`;
};
