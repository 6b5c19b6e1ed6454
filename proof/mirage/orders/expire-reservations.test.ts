import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockUnpaidOrder } from '#api/db/locks.ts';
import { cancelAndRelease } from '#api/orders/cancel-and-release.ts';
import { expireReservations } from '#api/orders/expire-reservations.ts';
import { problem } from '#api/problems/problem.ts';
import { mockContext } from '../support/context.ts';
import { NOW, order, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/db/locks.ts');
vi.mock('#api/orders/cancel-and-release.ts');

describe('expireReservations', () => {
  beforeEach(() => {
    vi.mocked(lockUnpaidOrder).mockResolvedValue(order());
    vi.mocked(cancelAndRelease).mockResolvedValue({ order: order(), voiding: null });
  });

  it('cancels each order that expired and says how many', async () => {
    const { context, query } = mockContext({}, [{ id: uuid(5) }, { id: uuid(55) }]);

    await expect(expireReservations(context)).resolves.toBe(2);
    expect(query['where']).toHaveBeenCalledWith('expires_at', '<=', NOW);
    expect(cancelAndRelease).toHaveBeenCalledWith(expect.anything(), context, order(), 'reservation_expired');
  });

  it('does not count an order that somebody else has locked', async () => {
    vi.mocked(lockUnpaidOrder).mockResolvedValue(undefined);
    const { context } = mockContext({}, [{ id: uuid(5) }]);

    await expect(expireReservations(context)).resolves.toBe(0);
  });

  it('leaves an order alone whose payment began meanwhile', async () => {
    vi.mocked(cancelAndRelease).mockRejectedValue(
      problem('invalid-state-transition', { detail: 'It is being paid.' }),
    );
    const { context } = mockContext({}, [{ id: uuid(5) }]);

    await expect(expireReservations(context)).resolves.toBe(0);
  });

  it('passes other errors on', async () => {
    vi.mocked(cancelAndRelease).mockRejectedValue(new Error('bug'));
    const { context } = mockContext({}, [{ id: uuid(5) }]);

    await expect(expireReservations(context)).rejects.toThrow('bug');
  });
});
