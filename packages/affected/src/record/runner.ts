import { existsSync } from 'node:fs';
import {
  TestRunner,
  type CancelReason,
  type RunnerTask,
  type RunnerTestCase,
  type RunnerTestFile,
  type RunnerTestSuite,
} from 'vitest';
import { below } from '../paths.ts';
import { readOnly, readRun } from './settings.ts';
import { appendShard, forgetStarts, shardOf, written, writtenStarts, type WrittenTest } from './shard.ts';
import { startRecording } from './start.ts';
import { viteImports } from './vite-imports.ts';
import { addTrace, emptyTrace, type Trace } from './trace.ts';

const settings = readRun();
const recording = settings === null ? null : startRecording(settings);

const only = readOnly();

function isWanted(test: RunnerTestCase): boolean {
  const file = settings === null ? null : below(settings.root, test.file.filepath);
  return only === null || file === null || only(file, namesOf(test));
}

declare module 'vitest' {
  interface TaskMeta {
    /** What the test started from, by name, with what came of making it: the watch asks at once. */
    affectedStarts?: Readonly<Record<string, string>>;
  }
}

/** Until here they have been written. */
const done = { modules: 0, statements: 0, starts: 0 };

/** Vitest's own runner, which also notes what each test touches. */
// oxlint-disable-next-line import/no-default-export -- vitest loads a runner by its default export
export default class RecordingRunner extends TestRunner {
  readonly #traces = new Map<string, Trace>();
  /** Tests that somebody ended: what came of them says nothing. */
  readonly #cutOff = new Set<string>();
  #cancelled = false;

  override cancel(reason: CancelReason): void {
    super.cancel(reason);
    this.#cancelled = true;
  }

  override async onBeforeRunSuite(suite: RunnerTestSuite): Promise<void> {
    recording?.recorder.openSuite(
      this.#traceOf(suite),
      suite.suite ? this.#traceOf(suite.suite) : this.#fileOf(suite),
    );
    await super.onBeforeRunSuite(suite);
  }

  override async onAfterRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onAfterRunSuite(suite);
    recording?.recorder.closeSuite(this.#traceOf(suite));
  }

  override async onBeforeRunTask(task: RunnerTask): Promise<void> {
    if (task.type === 'test' && task.mode === 'run' && !isWanted(task)) task.mode = 'skip';
    // Before what Vitest does for the test, and so before its hooks and fixtures.
    if (task.type === 'test') recording?.recorder.openTest(this.#traceOf(task));
    await super.onBeforeRunTask(task);
    if (task.mode !== 'run' && task.mode !== 'queued') recording?.recorder.closeTest(this.#traceOf(task));
  }

  override onAfterRunTask(task: RunnerTask): void {
    // With --bail, Vitest cancels in here what comes after this test.
    const cancelled = this.#cancelled;
    super.onAfterRunTask(task);
    if (task.type !== 'test') return;
    const trace = this.#traceOf(task);
    const state = task.result?.state;
    const isCutOff = cancelled && state !== 'pass';
    if (isCutOff) this.#cutOff.add(task.id);
    // What goes on of one that did not come to its end is nobody else's.
    if (isCutOff || state === 'fail') recording?.recorder.leaveTest(trace);
    else recording?.recorder.closeTest(trace);
    if (trace.starts.size > 0)
      task.meta.affectedStarts = Object.fromEntries(
        [...trace.starts].map(([name, { outcome }]) => [name, outcome]),
      );
  }

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    super.onAfterRunFiles(files);
    for (const file of files) this.#write(file);
    this.#traces.clear();
  }

  #fileOf(suite: RunnerTestSuite): Trace | null {
    return suite.file.id === suite.id ? null : this.#traceOf(suite.file);
  }

  #traceOf({ id }: { readonly id: string }): Trace {
    const known = this.#traces.get(id);
    if (known !== undefined) return known;
    const trace = emptyTrace();
    this.#traces.set(id, trace);
    return trace;
  }

  #write(file: RunnerTestFile): void {
    if (settings === null || recording === null) return;
    const { recorder, imports } = recording;
    recorder.flush();
    const path = below(settings.root, file.filepath);
    if (path === null) return;
    const tests = testsOf(file);
    const shard = shardOf(settings.shards, settings.pid);
    // It has been read, and goes on from the beginning: in a watch, a process outlives its runs.
    if (!existsSync(shard)) {
      Object.assign(done, { modules: 0, statements: 0, starts: 0 });
      forgetStarts();
    }
    const results = tests.flatMap((test) => this.#result(test));
    const ambient = written(recorder.ambient);
    const starts = writtenStarts(done.starts);
    appendShard(shard, {
      project: file.projectName ?? '',
      file: path,
      failed:
        !this.#cancelled &&
        (file.result?.errors !== undefined ||
          suitesOf(file).some(({ result }) => result?.errors !== undefined)),
      collected: tests.map(namesOf),
      tests: results,
      ambient,
      starts,
      modules: recorder.probes.modules.slice(done.modules),
      statements: recorder.statements.slice(done.statements),
      imports: [...[...imports].map(([from, to]) => [from, [...to]] as const), ...viteImports(settings.root)],
    });
    done.modules = recorder.probes.modules.length;
    done.statements = recorder.statements.length;
    done.starts += starts.length;
    imports.clear();
  }

  /** Null when it did not run. */
  #result(test: RunnerTestCase): WrittenTest[] {
    const state = test.result?.state;
    if ((state !== 'pass' && state !== 'fail') || this.#cutOff.has(test.id)) return [];
    const trace = emptyTrace();
    addTrace(trace, this.#traceOf(test));
    for (let suite = test.suite; suite !== undefined; suite = suite.suite)
      addTrace(trace, this.#traceOf(suite));
    addTrace(trace, this.#traceOf(test.file));
    return [
      {
        names: namesOf(test),
        ms: Math.round(test.result?.duration ?? 0),
        status: state === 'pass' ? 'passed' : 'failed',
        trace: written(trace),
      },
    ];
  }
}

const testsOf = (suite: RunnerTestSuite): RunnerTestCase[] =>
  suite.tasks.flatMap((task) => (task.type === 'test' ? [task] : testsOf(task)));

const suitesOf = (suite: RunnerTestSuite): RunnerTestSuite[] =>
  suite.tasks.flatMap((task) => (task.type === 'suite' ? [task, ...suitesOf(task)] : []));

function namesOf(test: RunnerTestCase): string[] {
  const names = [test.name];
  for (let suite = test.suite; suite !== undefined && suite.id !== suite.file.id; suite = suite.suite)
    names.unshift(suite.name);
  return names;
}
