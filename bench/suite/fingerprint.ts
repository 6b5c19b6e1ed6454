import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import path from 'node:path';
import { root, run } from '../../scripts/terminal.ts';

/** What decides how fast a run is, besides the code. */
export type Fingerprint = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly vitest: string;
  readonly commit: string;
  /** Whether there were changes that the commit does not hold. */
  readonly changed: boolean;
};

export async function fingerprint(): Promise<Fingerprint> {
  const commit = await run('git', ['rev-parse', '--short', 'HEAD'], { output: 'collect' });
  const status = await run('git', ['status', '--porcelain'], { output: 'collect' });
  return {
    processor: cpus()[0]?.model.trim() ?? 'not known',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    vitest: versionOf('vitest'),
    commit: commit.code === 0 ? commit.output.trim() : 'not known',
    changed: status.code !== 0 || status.output.trim() !== '',
  };
}

function versionOf(dependency: string): string {
  const file = path.join(root, 'node_modules', dependency, 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: string };
  return version ?? 'not known';
}
