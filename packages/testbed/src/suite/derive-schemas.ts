import { openGate } from '@topheavy/contracts';

/** Derives the contracts' schemas where none are kept: no test waits for that, and none counts as having done it. */
// oxlint-disable-next-line import/no-default-export -- vitest loads a global setup by its default export
export default async function setup(): Promise<void> {
  await openGate();
}
