import { money } from '@topheavy/domain';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { beginCapture } from '#api/payments/begin-capture.ts';
import { capturesOf } from '#api/payments/captures-of.ts';
import { changePayment } from '#api/payments/change-payment.ts';
import { lockPaymentWithOrder } from '#api/payments/lock-payment-with-order.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { capture, NOW, order, payment, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/payments/captures-of.ts');
vi.mock('#api/payments/change-payment.ts');
vi.mock('#api/payments/lock-payment-with-order.ts');

const { context } = mockContext();
const wish = { amount: money(1000, 'EUR'), final: false };
const own = (overrides: Parameters<typeof capture>[0] = {}) => capture({ id: uuid(50), ...overrides });

describe('beginCapture', () => {
  beforeEach(() => {
    vi.mocked(lockPaymentWithOrder).mockResolvedValue({ order: order(), payment: payment() });
    vi.mocked(capturesOf).mockResolvedValue([]);
    vi.mocked(changePayment).mockResolvedValue(payment({ capturing_minor: 1000 }));
  });

  it('sets the amount aside', async () => {
    const { db, query } = mockDb(own());

    await expect(beginCapture(db, context, uuid(6), wish)).resolves.toEqual({
      payment: payment({ capturing_minor: 1000 }),
      capture: own(),
      attempt: 'first',
    });
    expect(query['values']).toHaveBeenCalledWith(
      expect.objectContaining({ id: uuid(50), amount_minor: 1000, final: false }),
    );
    expect(changePayment).toHaveBeenCalledWith(
      db,
      context,
      payment(),
      'payment.capture_started',
      { capturing_minor: 1000 },
      { captureId: uuid(50), taken: { amount: 1000, currency: 'EUR' } },
    );
  });

  it('is final when it takes the whole rest', async () => {
    const { db, query } = mockDb(own({ amount_minor: 2500 }));

    await beginCapture(db, context, uuid(6), { amount: money(2500, 'EUR'), final: false });

    expect(query['values']).toHaveBeenCalledWith(expect.objectContaining({ final: true }));
  });

  it('has nothing to do for a capture that succeeded', async () => {
    vi.mocked(capturesOf).mockResolvedValue([own({ status: 'succeeded' })]);

    await expect(beginCapture(mockDb().db, context, uuid(6), wish)).resolves.toMatchObject({
      attempt: 'none',
    });
  });

  it('takes up a capture that is under way', async () => {
    vi.mocked(capturesOf).mockResolvedValue([own()]);

    await expect(beginCapture(mockDb(own()).db, context, uuid(6), wish)).resolves.toMatchObject({
      attempt: 'again',
    });
  });

  it('begins a failed capture anew', async () => {
    vi.mocked(capturesOf).mockResolvedValue([own({ status: 'failed' })]);
    const { db, query } = mockDb(own());

    await expect(beginCapture(db, context, uuid(6), wish)).resolves.toMatchObject({ attempt: 'first' });
    expect(query['set']).toHaveBeenCalledWith(
      expect.objectContaining({ status: 'processing', settled_at: null }),
    );
  });

  it.each([
    { name: 'a payment that is not authorised', row: payment({ status: 'voided' }), captures: [], ask: wish },
    { name: 'a hold that is being released', row: payment({ voiding_since: NOW }), captures: [], ask: wish },
    { name: 'a second final capture', row: payment(), captures: [capture({ final: true })], ask: wish },
    {
      name: 'a final capture while another is under way',
      row: payment({ capturing_minor: 500 }),
      captures: [],
      ask: { ...wish, final: true },
    },
  ])('refuses $name', async ({ row, captures, ask }) => {
    vi.mocked(lockPaymentWithOrder).mockResolvedValue({ order: order(), payment: row });
    vi.mocked(capturesOf).mockResolvedValue(captures);

    await expect(beginCapture(mockDb().db, context, uuid(6), ask)).rejects.toMatchObject({
      slug: 'invalid-state-transition',
    });
  });

  it('throws capture-exceeds-authorization with what is left', async () => {
    vi.mocked(lockPaymentWithOrder).mockResolvedValue({
      order: order(),
      payment: payment({ captured_minor: 2000 }),
    });

    await expect(beginCapture(mockDb().db, context, uuid(6), wish)).rejects.toMatchObject({
      slug: 'capture-exceeds-authorization',
      extra: { capturable: { amount: 500, currency: 'EUR' } },
    });
  });
});
