import { availableParallelism } from 'node:os';
import type { ResolvedConfig } from '../config.ts';
import { openCanary } from './canary.ts';
import { watchChanges } from './changes.ts';
import type { WatchEvent } from './events.ts';
import { impactOfRecord } from './impact-of-record.ts';
import { openLoop, type Loop } from './loop.ts';
import { openSession } from './session.ts';
import { ofRecord } from '../store/locations.ts';
import { openWorkers } from './workers.ts';

export type Watch = {
  readonly loop: Loop;
  readonly explain: () => string;
  stop(): Promise<void>;
};

export type WatchOptions = {
  readonly tell: (event: WatchEvent) => void;
  /** Whether workers outlive a run. Without, each run starts in a process that has loaded packages only. */
  readonly warm?: boolean;
  /** Globs of test files that are left out. */
  readonly exclude?: readonly string[];
  /** How long after a verdict the rest starts; null for never. */
  readonly restAfterMs?: number | null;
};

/** Watches the files below `root`, and runs what a change can break as soon as it is saved. */
export async function startWatch(
  root: string,
  config: ResolvedConfig,
  options: WatchOptions,
): Promise<Watch> {
  const startedAt = performance.now();
  const most = availableParallelism();
  const workers = openWorkers(openCanary(), { warm: options.warm ?? true, restPoolId: most + 1 });
  const impact = impactOfRecord(root, config);
  const session = await openSession(root, { workers, most, exclude: options.exclude ?? [] });
  let lastSelected: Extract<WatchEvent, { kind: 'selected' }> | undefined;
  const loop = openLoop({
    root,
    session,
    workers,
    impact,
    restAfterMs: options.restAfterMs ?? null,
    tell(event) {
      if (event.kind === 'selected') lastSelected = event;
      options.tell(event);
    },
  });
  const changes = watchChanges(
    root,
    (changed, savedAt) => loop.changed(changed, savedAt),
    ofRecord(root, config),
  );
  const watch: Watch = {
    loop,
    explain: () => explain(lastSelected),
    async stop() {
      changes.close();
      await loop.stop();
      await session.close();
      await workers.stop();
    },
  };
  await loop.start();
  options.tell({ kind: 'ready', tests: impact.tests(), ms: performance.now() - startedAt });
  return watch;
}

function explain(selected: Extract<WatchEvent, { kind: 'selected' }> | undefined): string {
  if (selected === undefined) return 'Nothing has been saved yet.';
  const { selection, files } = selected;
  const changes = selection.changes.map(({ file, what }) => `  ${file}: ${what}`);
  const picks = selection.picks.map(
    ({ test, reasons }) =>
      `  ${test}\n${reasons.map(({ subject, detail }) => `      ${subject} (${detail})`).join('\n')}`,
  );
  return [files.join(', '), ...changes, ...picks].join('\n');
}
