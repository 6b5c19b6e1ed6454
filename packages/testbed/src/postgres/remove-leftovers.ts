import { sweepContainers } from './docker/sweep-containers.ts';
import { dataParents } from './embedded/data-parents.ts';
import { sweepFolders } from './embedded/sweep-folders.ts';
import { askDockerEngine } from './sources/docker-engine.ts';

/**
 * Removes the folders and containers of runs of this machine that were killed together with their
 * supervisor, as the next run would do; what a living run uses stays. Answers what it removed, for people.
 */
export async function removeLeftovers(env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  const folders = sweepFolders([...dataParents('memory'), ...dataParents('disk')]);
  const { answers } = await askDockerEngine(env);
  const containers = answers ? await sweepContainers() : [];
  return [...folders, ...containers.map((id) => `container ${id.slice(0, 12)}`)];
}
