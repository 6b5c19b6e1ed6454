import { expect, test } from 'vitest';
import { batchesOf } from '../../../proof/runner/batches.ts';

test('no two patches of a batch touch the same file, and none is left out', () => {
  const [pay, ship, both, mail] = [['pay.ts'], ['ship.ts'], ['pay.ts', 'ship.ts'], ['mail.ts']].map(
    (changed) => ({ changed }),
  );

  expect(batchesOf([pay, ship, both, mail].flatMap((one) => one ?? []))).toEqual([[pay, ship, mail], [both]]);
});
