import { init, runBaseTests, setupEnvironment } from 'vitest/worker';
import { currentRecorder } from '../../record/recorder.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import type { Versions } from './versions.ts';

/** Vitest's own worker of `pool: 'forks'`, that can also be told to take up changed files. */
export function serve(versions: Versions): void {
  // Tests may put others in their place.
  const send = process.send?.bind(process);
  const exit = process.exit.bind(process);
  if (send === undefined) throw new Error('This is a program for the watch to start, with a channel to it.');
  const tell = (message: FromWorker): void => void send(message);
  process.on('disconnect', () => exit(1));

  const sayRan = (): void =>
    tell({
      affected: 'ran',
      stale: versions.stale(),
      packages: versions.packages(),
      heapBytes: process.memoryUsage().heapUsed,
    });

  init({
    post(message: { readonly type?: string }) {
      if (message.type === 'testfileFinished') sayRan();
      send(message);
    },
    on: (callback) => void process.on('message', callback),
    off: (callback) => void process.off('message', callback),
    teardown: () => {
      process.exit = exit;
    },
    runTests(state, traces) {
      versions.startRun();
      return runBaseTests('run', state, traces);
    },
    collectTests: (state, traces) => runBaseTests('collect', state, traces),
    setup: setupEnvironment,
  });

  process.on('message', (message: ToWorker) => {
    if (message.affected === 'preload')
      void preload(message.urls).then(() => tell({ affected: 'preloaded' }));
    if (message.affected === 'renew') void renew(versions, message).then(tell);
  });
}

async function preload(urls: readonly string[]): Promise<void> {
  // What cannot be loaded on its own is reported by the test that needs it.
  for (const url of urls) await import(url).catch(() => undefined);
}

async function renew(
  versions: Versions,
  { id, changed, canary, interrupted }: Extract<ToWorker, { affected: 'renew' }>,
): Promise<FromWorker> {
  globalThis.affectedRenewals = (globalThis.affectedRenewals ?? 0) + 1;
  const open = interrupted ? (globalThis.affectedDisposals?.keys() ?? []) : [];
  currentRecorder()?.forget(changed.map(([file]) => file));
  const files = versions.renew(new Map(changed), open);
  try {
    await dispose(files);
    const seen = (await import(versions.address(canary))) as { readonly canary: string };
    return { affected: 'renewed', id, files: files.size, canary: seen.canary };
  } catch (error) {
    return { affected: 'renewed', id, files: files.size, canary: '', error: String(error) };
  }
}

async function dispose(files: ReadonlySet<string>): Promise<void> {
  const disposals = globalThis.affectedDisposals;
  const due = [...files].flatMap((file) => {
    const found = disposals?.get(file) ?? [];
    disposals?.delete(file);
    return found;
  });
  for (const disposal of due.toReversed()) await disposal();
}
