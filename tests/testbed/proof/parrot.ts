// Started by warm-child.test.ts.
import { answerWith } from '../../../proof/runner/warm-child.ts';

let asked = 0;

answerWith(
  ({ say = '', end, fail, wait }: Partial<{ say: string; end: boolean; fail: boolean; wait: boolean }>) => {
    asked += 1;
    if (end === true) process.exit(1);
    if (wait === true) return new Promise(() => undefined);
    if (fail === true) return Promise.reject(new Error('It does not know.'));
    return Promise.resolve({ said: say, asked });
  },
  () => Promise.resolve(),
);
