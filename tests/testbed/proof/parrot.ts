// Started by warm-child.test.ts.
import { answerWith } from '../../../proof/runner/warm-child.ts';

let asked = 0;

answerWith(
  ({ say = '', end = false, fail = false }: { say?: string; end?: boolean; fail?: boolean }) => {
    asked += 1;
    if (end) process.exit(1);
    if (fail) return Promise.reject(new Error('It does not know.'));
    return Promise.resolve({ said: say, asked });
  },
  () => Promise.resolve(),
);
