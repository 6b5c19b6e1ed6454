import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Exchange } from './exchange.ts';
import { recordingName, type Scenario } from './scenario.ts';

/** What a live provider answered in one scenario, redacted. */
export type Recording = {
  readonly scenario: string;
  readonly recordedAt: string;
  /** As the provider names it in its answers; null where it names none. */
  readonly apiVersion: string | null;
  /** 'stripe 23.1.0'; null where the scenario speaks plain HTTP. */
  readonly sdkVersion: string | null;
  readonly exchanges: readonly Exchange[];
};

const folder = (): string =>
  process.env['RECORDINGS_DIR'] ?? fileURLToPath(new URL('../recordings', import.meta.url));

const fileOf = (scenario: Scenario): string =>
  path.join(folder(), scenario.provider, recordingName(scenario));

export const readRecording = async (scenario: Scenario): Promise<Recording | null> => {
  const text = await readFile(fileOf(scenario), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : (JSON.parse(text) as Recording);
};

export const writeRecording = async (scenario: Scenario, recording: Recording): Promise<void> => {
  await mkdir(path.dirname(fileOf(scenario)), { recursive: true });
  await writeFile(fileOf(scenario), `${JSON.stringify(recording, null, 2)}\n`);
};
