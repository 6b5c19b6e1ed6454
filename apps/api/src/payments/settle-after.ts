import type { Dependencies } from '../dependencies.ts';

/**
 * When a sweeper looks at work that begins now. It is also the mark of who works on the row: whoever
 * takes a row up sets it anew, and only the one whose mark still stands may conclude that nothing came of
 * the work.
 */
export const settleAfter = ({ clock, config }: Pick<Dependencies, 'clock' | 'config'>): Date =>
  new Date(clock.now().getTime() + config.settleAfterMs);
