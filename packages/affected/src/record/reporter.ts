import type { Reporter } from 'vitest/node';
import type { ResolvedConfig } from '../config.ts';
import { absorb } from '../store/absorb.ts';
import { takeSnapshot, type Snapshot } from '../store/snapshot.ts';

/** Puts what the workers wrote into the record, at the end of each run. */
export class RecordReporter implements Reporter {
  readonly #root: string;
  readonly #config: ResolvedConfig;
  #before: Snapshot | null = null;

  constructor(root: string, config: ResolvedConfig) {
    this.#root = root;
    this.#config = config;
  }

  onTestRunStart(): void {
    // What is changed from here on belongs to the next run.
    this.#before = takeSnapshot(this.#root, this.#config);
  }

  onTestRunEnd(): void {
    absorb(this.#root, this.#config, this.#before ?? takeSnapshot(this.#root, this.#config));
  }
}
