import { fileURLToPath } from 'node:url';

type Dispose = () => Promise<void> | void;

declare global {
  /** By file; there is none but in a worker of the watch. */
  var affectedDisposals: Map<string, Dispose[]> | undefined;
  /** How many saves this worker has taken up. */
  var affectedRenewals: number | undefined;
}

/**
 * For a module that keeps something open between tests, such as a server: `dispose` is called before the
 * watch evaluates this module anew. Where nothing is evaluated twice it is never called.
 */
export function beforeRenewal(moduleUrl: string, dispose: Dispose): void {
  if (globalThis.affectedDisposals === undefined) return;
  const file = fileURLToPath(moduleUrl);
  globalThis.affectedDisposals.set(file, [...(globalThis.affectedDisposals.get(file) ?? []), dispose]);
}

/**
 * How many saves this process has taken up: what was made by way of modules of an earlier number may be
 * made otherwise now. Without a watch always 0.
 */
export const renewals = (): number => globalThis.affectedRenewals ?? 0;
