import { seconds } from '../terminal.ts';
import type { Target } from './targets.ts';
import type { Outcome } from './try-mutants.ts';

/** The closing line. */
export function wordsOf({ name, floor }: Target, outcome: Outcome, ms: number): string {
  const { noticed, timedOut, survived, notRun, justified, score } = outcome;
  const parts = [
    `${noticed} of ${noticed + survived} mutants are noticed`,
    `${timedOut} of them because nothing ended`,
    `${notRun} survivors are run by no test`,
    `${justified} are left out for a reason`,
  ];
  const verdict =
    score < floor ? `RED: ${score.toFixed(1)} % is less than ${floor} %` : `${score.toFixed(1)} %`;
  return `mutation ${name}: ${verdict} in ${seconds(ms)}; ${parts.join(', ')}`;
}
