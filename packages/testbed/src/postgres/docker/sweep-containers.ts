import { runState } from '../run-tag.ts';

/** Carries the tag of the run that a container belongs to. */
export const runLabel = 'dev.topheavy.run';

/**
 * Removes containers whose supervisor was killed before it could: those of dead runs of this machine.
 * Answers their ids.
 */
export async function sweepContainers(): Promise<string[]> {
  const removed: string[] = [];
  const { getContainerRuntimeClient } = await import('testcontainers');
  const { container } = await getContainerRuntimeClient();
  for (const { Id, Labels } of await container.list()) {
    if (runState(Labels[runLabel] ?? '') !== 'dead') continue;
    // Another run may sweep at the same moment; then it is gone already.
    await container
      .getById(Id)
      .remove({ force: true, v: true })
      .then(() => removed.push(Id))
      .catch(() => {});
  }
  return removed;
}
