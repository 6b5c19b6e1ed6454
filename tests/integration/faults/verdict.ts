import type { FaultEffect } from '@topheavy/testbed';
import type { Fault } from './faults.ts';
import type { GatewayOperation, Knowledge, Phase } from './gateway-operation.ts';

export const PHASES: readonly Phase[] = ['before-effect', 'after-effect'];

/** Whether this combination is tested, and what is expected of it; else why it is left out. */
export type Verdict =
  | { readonly effect: FaultEffect; readonly leaves: Knowledge; readonly promise: string }
  | { readonly reason: string };

const SAME_AS_BEFORE = 'a question changes nothing at the provider: before and after are the same';

const TRIED_ABOVE =
  'the same call as in a row above, where it is tried: what this place makes of it is tried with one fault of each kind';

export function verdictOn(operation: GatewayOperation, fault: Fault, phase: Phase): Verdict {
  const effect = typeof fault.effect === 'function' ? fault.effect(operation) : fault.effect;
  const exception = fault.except?.[phase];
  if (typeof effect === 'string') return { reason: effect };
  if (operation.again && !fault.representative) return { reason: TRIED_ABOVE };
  if (exception !== undefined) return { reason: exception };
  const askedOnly = !operation.changes && phase === 'after-effect';
  if (askedOnly && fault.except?.['before-effect'] === undefined) return { reason: SAME_AS_BEFORE };
  // A question left open is as good as one not asked.
  const leaves = fault.leaves === 'open' && !operation.changes ? 'away' : fault.leaves;
  const promise = operation.answers[leaves]?.[1];
  if (promise === undefined) throw new Error(`${operation.title}: what is promised when it is ${leaves}?`);
  return { effect, leaves, promise };
}
