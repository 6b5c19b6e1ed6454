import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockOpenCart } from '#api/carts/lock-open-cart.ts';
import { lockCart } from '#api/db/locks.ts';
import { mockDb } from '../support/mock-db.ts';
import { cart } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/db/locks.ts');

describe('lockOpenCart', () => {
  const { db } = mockDb();

  beforeEach(() => {
    vi.mocked(lockCart).mockResolvedValue(cart());
  });

  it('returns the locked cart', async () => {
    await expect(lockOpenCart(db, 'cart-1')).resolves.toEqual(cart());
    expect(lockCart).toHaveBeenCalledWith(db, 'cart-1');
  });

  it('throws cart-already-ordered once it was ordered', async () => {
    vi.mocked(lockCart).mockResolvedValue(cart({ status: 'ordered' }));

    await expect(lockOpenCart(db, 'cart-1')).rejects.toMatchObject({ slug: 'cart-already-ordered' });
  });
});
