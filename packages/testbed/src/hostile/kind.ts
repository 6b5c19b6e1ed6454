import type fc from 'fast-check';
import type { Call } from './call.ts';
import type { HostileRequest } from './request.ts';
import type { Scene } from './scene.ts';

/** One way of being hostile. */
export type Kind = {
  readonly name: string;
  /** What is sent, for docs/reliability.md. */
  readonly what: string;
  /** Whether an operation can be called in this way at all. */
  fits(call: Call): boolean;
  requests(scene: Scene): fc.Arbitrary<HostileRequest>;
  /** The answer may come from below the operations: of no such route, or from the HTTP parser. */
  readonly offTheRoute?: true;
};
