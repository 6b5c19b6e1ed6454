import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';

export type Job = {
  readonly name: string;
  readonly everyMs: number;
  /** Does what is due now and says how much that was. */
  runOnce(): Promise<number>;
};

export type Loop = {
  /** Lets a run that is under way finish, then ends. */
  stop(): Promise<void>;
};

/**
 * Runs the job again and again: at once while there is work, else after a pause. A failed run is logged
 * and tried again after the pause.
 */
export function startLoop(job: Job, logger: Logger): Loop {
  const stopping = new AbortController();
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      let done = 0;
      try {
        done = await job.runOnce();
      } catch (error) {
        logger.error({ err: error, job: job.name }, 'background job failed');
      }
      if (done === 0) await pause(job.everyMs, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** Its only failure is that it was ended. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => undefined);
