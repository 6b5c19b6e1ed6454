import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applyProviderPayment } from '#api/payments/apply-provider-payment.ts';
import { beginVoid } from '#api/payments/begin-void.ts';
import { changePayment } from '#api/payments/change-payment.ts';
import { lockPaymentWithOrder } from '#api/payments/lock-payment-with-order.ts';
import { requestVoid } from '#api/payments/request-void.ts';
import { settleVoid } from '#api/payments/settle-void.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { gatewayError, providerPayment } from '../support/provider.ts';
import { NOW, order, payment, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/payments/apply-provider-payment.ts');
vi.mock('#api/payments/change-payment.ts');
vi.mock('#api/payments/lock-payment-with-order.ts');

const voiding = payment({ voiding_since: NOW });
const { db } = mockDb();

beforeEach(() => {
  vi.mocked(changePayment).mockResolvedValue(voiding);
  vi.mocked(lockPaymentWithOrder).mockResolvedValue({ order: order(), payment: payment() });
});

describe('requestVoid', () => {
  const { context } = mockContext();

  it('promises the void', async () => {
    await expect(requestVoid(db, context, payment())).resolves.toEqual(voiding);
    expect(changePayment).toHaveBeenCalledWith(db, context, payment(), 'payment.void_requested', {
      voiding_since: NOW,
      settle_after: new Date(NOW.getTime() + 60_000),
    });
  });

  it('promises it once', async () => {
    await expect(requestVoid(db, context, voiding)).resolves.toEqual(voiding);
    expect(changePayment).not.toHaveBeenCalled();
  });

  it.each([payment({ status: 'declined' }), payment({ captured_minor: 1 }), payment({ capturing_minor: 1 })])(
    'refuses when it cannot be voided',
    async (row) => {
      await expect(requestVoid(db, context, row)).rejects.toMatchObject({ slug: 'invalid-state-transition' });
    },
  );
});

describe('beginVoid', () => {
  const { context } = mockContext();

  it('requests the void', async () => {
    await expect(beginVoid(db, context, uuid(6))).resolves.toEqual(voiding);
  });

  it('returns one that is voided already', async () => {
    const voided = payment({ status: 'voided' });
    vi.mocked(lockPaymentWithOrder).mockResolvedValue({ order: order(), payment: voided });

    await expect(beginVoid(db, context, uuid(6))).resolves.toEqual(voided);
  });

  it.each(['confirmed', 'fulfilled'] as const)('refuses while a %s order relies on it', async (status) => {
    vi.mocked(lockPaymentWithOrder).mockResolvedValue({ order: order({ status }), payment: payment() });

    await expect(beginVoid(db, context, uuid(6))).rejects.toMatchObject({ slug: 'invalid-state-transition' });
  });
});

describe('settleVoid', () => {
  it('tells the provider and records it', async () => {
    const { context } = mockContext({}, voiding);
    const view = providerPayment({ state: 'voided' });
    context.gateways.payments.void.mockResolvedValue(view);

    await settleVoid(context, uuid(6));

    expect(context.gateways.payments.void).toHaveBeenCalledWith({ paymentId: uuid(6), reference: 'pi_1' });
    expect(applyProviderPayment).toHaveBeenCalledWith(expect.anything(), context, expect.anything(), view);
  });

  it('does nothing when no void is pending', async () => {
    const { context } = mockContext({}, undefined);

    await settleVoid(context, uuid(6));

    expect(context.gateways.payments.void).not.toHaveBeenCalled();
  });

  it('looks at the payment when the provider refuses', async () => {
    const { context } = mockContext({}, voiding);
    context.gateways.payments.void.mockRejectedValue(gatewayError('rejected'));
    context.gateways.payments.retrieve.mockResolvedValue(providerPayment({ state: 'voided' }));

    await settleVoid(context, uuid(6));

    expect(context.gateways.payments.retrieve).toHaveBeenCalledWith('pi_1');
  });

  it('passes an outage on', async () => {
    const { context } = mockContext({}, voiding);
    context.gateways.payments.void.mockRejectedValue(gatewayError('unavailable'));

    await expect(settleVoid(context, uuid(6))).rejects.toMatchObject({ failure: 'unavailable' });
  });

  it('throws without a hold', async () => {
    const { context } = mockContext({}, payment({ voiding_since: NOW, provider_reference: null }));

    await expect(settleVoid(context, uuid(6))).rejects.toThrow('has no hold');
  });
});
