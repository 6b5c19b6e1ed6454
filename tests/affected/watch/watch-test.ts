import { test as base } from 'vitest';
import { createSmallProject, type SmallProject } from './small-project.ts';
import { startWatched, type Watched } from './watched.ts';

type Fixtures = {
  /** Of its own for each test. */
  readonly project: SmallProject;
  /** Watches it: its workers are warm, and nothing is due. */
  readonly watch: Watched;
};

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads from it which fixtures are used
  project: async ({}, use) => {
    const project = createSmallProject();
    await use(project);
    await project.delete();
  },
  watch: async ({ project }, use) => {
    const watch = startWatched(project);
    await watch.verdict();
    await use(watch);
  },
});
