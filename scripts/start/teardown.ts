type Step = () => Promise<unknown>;

export type Teardown = {
  /** Has `step` done before all that were added earlier. */
  add(step: Step): void;
  /** Does all steps, the last one added first; throws the first failure after the others had their turn. */
  run(): Promise<void>;
};

/** What was started, to be stopped in the opposite order. */
export function createTeardown(): Teardown {
  const steps: Step[] = [];
  return {
    add: (step) => void steps.push(step),
    async run() {
      const failures: unknown[] = [];
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        await step().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
