import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../terminal.ts';

export type Recorded = { readonly count: number; readonly oldest: Date };

const dayMs = 86_400_000;

/** RECORDINGS_DIR is for stand-ins: what a provider answered is kept in the repository. */
export const recordingsOf = (provider: string): string =>
  path.join(process.env['RECORDINGS_DIR'] ?? path.join(root, 'tests/contract/recordings'), provider);

/** What is recorded of a provider's live answers, or null. */
export async function readRecorded(provider: string): Promise<Recorded | null> {
  const folder = recordingsOf(provider);
  const files = await readdir(folder).catch((): string[] => []);
  const dates = await Promise.all(
    files
      .filter((file) => file.endsWith('.json'))
      .map(async (file) => {
        const text = await readFile(path.join(folder, file), 'utf8');
        return Date.parse((JSON.parse(text) as { recordedAt: string }).recordedAt);
      }),
  );
  return dates.length === 0 ? null : { count: dates.length, oldest: new Date(Math.min(...dates)) };
}

/** `58, the oldest 3 days old (2026-11-18)`. */
export function recordedText(recorded: Recorded | null, now = Date.now()): string {
  if (recorded === null) return 'none';
  const days = Math.max(0, Math.floor((now - recorded.oldest.getTime()) / dayMs));
  const age = days === 1 ? '1 day' : `${days} days`;
  return `${recorded.count}, the oldest ${age} old (${recorded.oldest.toISOString().slice(0, 10)})`;
}
