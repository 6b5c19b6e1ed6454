import path from 'node:path';
import type { TestProject, Vitest } from 'vitest/node';
import { openVersions } from './worker/versions.ts';

type Setup = (project: TestProject) => unknown;
type Loaded = { readonly default?: Setup; readonly setup?: Setup; readonly teardown?: () => unknown };

/**
 * The global setups of the projects, such as a database: run by us and not by Vitest, so that one can be
 * run anew, with the code as it is now, while everything else goes on.
 */
export type Setups = {
  /** Runs those of these projects that have not run. */
  ensure(projects: ReadonlySet<TestProject>): Promise<void>;
  renew(changed: ReadonlyMap<string, string | null>): void;
  /** Ends all that have run; `ensure` starts them again. */
  end(): Promise<void>;
};

export function openSetups(vitest: Vitest): Setups {
  const versions = openVersions();
  const files = new Map<TestProject, readonly string[]>();
  for (const project of new Set([vitest.getRootProject(), ...vitest.projects])) {
    files.set(
      project,
      [project.config.globalSetup].flat().map((file) => path.resolve(project.config.root, file)),
    );
    project.config.globalSetup = [];
  }
  const running = new Map<TestProject, (() => unknown)[]>();

  const start = async (project: TestProject): Promise<void> => {
    const teardowns: (() => unknown)[] = [];
    running.set(project, teardowns);
    for (const file of files.get(project) ?? []) {
      const loaded = (await import(versions.address(file))) as Loaded;
      const teardown = await (loaded.default ?? loaded.setup)?.(project);
      if (typeof teardown === 'function') teardowns.unshift(teardown as () => unknown);
      else if (loaded.teardown !== undefined) teardowns.unshift(loaded.teardown);
    }
  };
  return {
    async ensure(projects) {
      for (const project of [vitest.getRootProject(), ...projects])
        if (!running.has(project)) {
          try {
            await start(project);
          } catch (error) {
            await this.end();
            throw error;
          }
        }
    },
    renew: (changed) => void versions.renew(changed, []),
    async end() {
      const ending = [...running.values()].flat();
      running.clear();
      for (const teardown of ending) await teardown();
    },
  };
}
