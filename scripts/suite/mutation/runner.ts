import { mutated, type Mutant } from '@topheavy/contracts/mutation';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TestRunner, type RunnerTask, type RunnerTestCase, type TestTryOptions } from 'vitest';
import { inFlight } from '../../../tests/contract/in-flight.ts';
import { root } from '../../terminal.ts';
import { linesFile, MUTATION_DIR, planFile, type Plan, type Recorded, type Verdict } from './plan.ts';

const dir = process.env[MUTATION_DIR] ?? '';
const plan = existsSync(planFile(dir)) ? (JSON.parse(readFileSync(planFile(dir), 'utf8')) as Plan) : null;

/** Mutants that a test of this process has seen: trying them again would tell nothing. */
const seen = new Set<number>();

const nameOf = (test: RunnerTestCase): string =>
  `${path.relative(root, test.file.filepath)} > ${test.fullTestName}`;

const append = (kind: 'recorded' | 'verdicts', lines: readonly (Recorded | Verdict)[]): void =>
  appendFileSync(linesFile(dir, kind), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

/**
 * Without a plan, it notes which answers each test is given. With one, it repeats a test for each of its
 * mutants, and at the end with sound answers: a test that fails then cannot be repeated, and saw nothing.
 */
// oxlint-disable-next-line import/no-default-export -- vitest loads a runner by its default export
export default class MutationRunner extends TestRunner {
  #recorded: Recorded[] = [];
  #tries: (number | null)[] = [];

  override async onBeforeRunTask(task: RunnerTask): Promise<void> {
    await super.onBeforeRunTask(task);
    if (task.type !== 'test') return;
    const test = nameOf(task);
    this.#recorded = [];
    const mutants = (plan?.tests[test] ?? []).filter((mutant) => !seen.has(mutant));
    this.#tries = [...mutants, null];
    if (plan === null) {
      inFlight.pass = (operation, reply) => {
        this.#recorded.push({ test, operation, status: reply.status, body: asSent(reply.body) });
        return reply;
      };
    } else if (mutants.length === 0) {
      task.mode = 'skip';
    } else {
      task.repeats = mutants.length;
    }
  }

  override onBeforeTryTask(task: RunnerTask, options: TestTryOptions): void {
    super.onBeforeTryTask(task, options);
    if (plan === null) return;
    const mutant = plan.mutants[this.#tries[options.repeats] ?? -1];
    inFlight.pass = (operation, reply) =>
      operation === mutant?.operation && reply.status === mutant.status
        ? { ...reply, body: goneWrong(mutant, reply.body) }
        : reply;
  }

  override onAfterRunTask(task: RunnerTask): void {
    super.onAfterRunTask(task);
    if (task.type !== 'test') return;
    const test = nameOf(task);
    if (plan === null) return append('recorded', this.#recorded);
    if (task.mode === 'skip') return;
    const verdicts = this.#tries.map((mutant, repeat) => ({
      test,
      mutant,
      seen:
        task.result?.attempts?.some(
          ({ repeatIndex, state }) => repeatIndex === repeat && state === 'fail',
        ) === true,
    }));
    for (const verdict of verdicts) if (verdict.seen && verdict.mutant !== null) seen.add(verdict.mutant);
    append('verdicts', verdicts);
  }
}

/** As it goes over the wire. A fake hands out objects that it goes on with: this is a copy. */
const asSent = (body: unknown): unknown =>
  body === undefined ? undefined : (JSON.parse(JSON.stringify(body)) as unknown);

const goneWrong = (mutant: Mutant, body: unknown): unknown => mutated(mutant, asSent(body)) ?? body;
