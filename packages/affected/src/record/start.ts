import { observeEnvironment } from './observe/environment.ts';
import { observeChildren } from './observe/children.ts';
import { observeFiles } from './observe/files.ts';
import { observeRequests } from './observe/requests.ts';
import { installHooks, isLoading, STATEMENTS, type Imports } from './hooks.ts';
import { startRecorder, type Recorder } from './recorder.ts';
import { RUN, type RunSettings } from './settings.ts';

export type Recording = { readonly recorder: Recorder; readonly imports: Imports };

const GLOBAL = '__affectedRecording';

/** Starts to observe this process, once. */
export function startRecording(settings: RunSettings): Recording {
  const scope = globalThis as { [GLOBAL]?: Recording };
  return (scope[GLOBAL] ??= start(settings));
}

function start(settings: RunSettings): Recording {
  const recorder = startRecorder(settings.root);
  const imports = installHooks(settings);
  observeFiles(settings.root, (file) => {
    if (!isLoading()) recorder.note('files', file);
  });
  observeChildren(settings, (file) => recorder.note('children', file));
  observeRequests((operation) => recorder.note('operations', operation));
  observeEnvironment((key) => {
    if (key !== RUN) recorder.note('environment', key);
  });
  const harness = new Set(settings.harnessConnections);
  Object.defineProperty(globalThis, STATEMENTS, {
    value: (text: unknown, application: string | undefined) => {
      if (typeof text === 'string' && !harness.has(application ?? '')) recorder.noteStatement(text);
    },
  });
  return { recorder, imports };
}
