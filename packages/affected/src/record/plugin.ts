import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { TestProject, Vitest } from 'vitest/node';
import { UnparsableError } from '../code/analyse.ts';
import { loadConfig, type ResolvedConfig } from '../config.ts';
import { below, matcher } from '../paths.ts';
import { instrumented } from '../store/instrumented.ts';
import { cacheFolder, shardFolder } from '../store/locations.ts';
import { isChild } from './observe/children.ts';
import { RecordReporter } from './reporter.ts';
import { announceRun, isOff } from './settings.ts';

const runner = fileURLToPath(new URL('./runner.ts', import.meta.url));

type State = { readonly root: string; readonly config: ResolvedConfig; readonly reporter: RecordReporter };

const runs = new WeakMap<Vitest, Promise<State>>();

/**
 * For `plugins` in Vitest's config: every run is recorded. With `AFFECTED=off`, with `--coverage` (which
 * counts positions in the text itself), and in projects that have a runner of their own, it does nothing.
 * Neither does it in a run that a recorded test has started: that is part of the test.
 */
export function affected(): Plugin {
  let active: State | null = null;
  return {
    name: 'affected',
    enforce: 'pre',
    // oxlint-disable-next-line typescript/no-misused-promises -- Vitest waits for it; its type does not say so
    async configureVitest({ vitest, project }: { vitest: Vitest; project: TestProject }) {
      if (isOff() || vitest.config.coverage.enabled || project.config.runner !== undefined) return;
      if (isChild()) return;
      const started = runs.get(vitest) ?? start(vitest);
      runs.set(vitest, started);
      const state = await started;
      if (state.config.projects !== null && !state.config.projects.includes(project.name)) return;
      project.config.runner = runner;
      // Node keeps one compiled version of a file: without probes, for this process, or with them.
      const compiled = process.env['NODE_COMPILE_CACHE'];
      if (compiled !== undefined)
        project.config.env = { ...project.config.env, NODE_COMPILE_CACHE: `${compiled}-recorded` };
      active = state;
    },
    transform(code, id) {
      const file = active === null ? null : below(active.root, id.split('?', 1)[0] ?? id);
      if (active === null || file === null || !matcher(active.config.sources)(file)) return null;
      try {
        // No line moves.
        return { code: instrumented(cacheFolder(active.root), file, code), map: null };
      } catch (error) {
        // Vite says it better.
        if (error instanceof UnparsableError) return null;
        throw error;
      }
    },
  };
}

async function start(vitest: Vitest): Promise<State> {
  const root = path.resolve(vitest.config.root);
  const config = await loadConfig(root);
  const reporter = new RecordReporter(root, config);
  announceRun({
    root,
    sources: config.sources,
    harnessConnections: config.harnessConnections,
    shards: shardFolder(root, config),
    pid: process.pid,
  });
  vitest.config.reporters.push(reporter);
  return { root, config, reporter };
}
