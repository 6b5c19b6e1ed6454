import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applyProviderPayment } from '#api/payments/apply-provider-payment.ts';
import { applyProviderRefund } from '#api/payments/apply-provider-refund.ts';
import { changePayment } from '#api/payments/change-payment.ts';
import { failPayment } from '#api/payments/fail-payment.ts';
import { lockPaymentWithOrder } from '#api/payments/lock-payment-with-order.ts';
import { receivePaymentEvent } from '#api/payments/receive-payment-event.ts';
import { receiveRefundEvent } from '#api/payments/receive-refund-event.ts';
import { recordAuthorization } from '#api/payments/record-authorization.ts';
import { settleCapture } from '#api/payments/settle-capture.ts';
import { settlePayment } from '#api/payments/settle-payment.ts';
import { settleRefund } from '#api/payments/settle-refund.ts';
import { settleVoid } from '#api/payments/settle-void.ts';
import { sweepPayments } from '#api/payments/sweep-payments.ts';
import { takeDueCaptures, takeDuePayments, takeDueRefunds } from '#api/payments/take-due.ts';
import { receiveOnce } from '#api/webhooks/receive-once.ts';
import { wasReceived } from '#api/webhooks/was-received.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { gatewayError, providerPayment } from '../support/provider.ts';
import { capture, NOW, order, payment, refund, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/payments/apply-provider-payment.ts');
vi.mock('#api/payments/apply-provider-refund.ts');
vi.mock('#api/payments/change-payment.ts');
vi.mock('#api/payments/lock-payment-with-order.ts');
vi.mock('#api/payments/settle-capture.ts');
vi.mock('#api/payments/settle-refund.ts');
vi.mock('#api/payments/settle-void.ts');
vi.mock('#api/payments/take-due.ts');
vi.mock('#api/webhooks/receive-once.ts');
vi.mock('#api/webhooks/was-received.ts');

const processing = payment({ status: 'processing' });
const locked = { order: order(), payment: processing };
const event = {
  id: 'evt_1',
  type: 'payment_intent.succeeded',
  createdAt: NOW,
  objectType: 'payment_intent',
  objectId: 'pi_1',
  paymentReference: 'pi_1',
  metadata: { payment_id: uuid(6), refund_id: uuid(8) },
};

beforeEach(() => {
  vi.mocked(lockPaymentWithOrder).mockResolvedValue(locked);
  vi.mocked(receiveOnce).mockResolvedValue(true);
  vi.mocked(wasReceived).mockResolvedValue(false);
});

describe('receivePaymentEvent', () => {
  it('reads the payment and applies what it is now', async () => {
    const { context } = mockContext({}, payment());
    context.gateways.payments.retrieve.mockResolvedValue(providerPayment());

    await receivePaymentEvent(context, event);

    expect(receiveOnce).toHaveBeenCalledWith(expect.anything(), context, {
      provider: 'stripe',
      id: 'evt_1',
      type: 'payment_intent.succeeded',
    });
    expect(applyProviderPayment).toHaveBeenCalledWith(expect.anything(), context, locked, providerPayment());
  });

  it('does not ask for an event that was received', async () => {
    vi.mocked(wasReceived).mockResolvedValue(true);
    const { context } = mockContext();

    await receivePaymentEvent(context, event);

    expect(context.gateways.payments.retrieve).not.toHaveBeenCalled();
  });

  it('applies it once', async () => {
    vi.mocked(receiveOnce).mockResolvedValue(false);
    const { context } = mockContext({}, payment());

    await receivePaymentEvent(context, event);

    expect(applyProviderPayment).not.toHaveBeenCalled();
  });

  it("ignores a payment that is not the shop's", async () => {
    const { context } = mockContext({}, undefined);

    await receivePaymentEvent(context, { ...event, metadata: {} });

    expect(context.logger.info).toHaveBeenCalledOnce();
  });
});

describe('receiveRefundEvent', () => {
  const view = { reference: 're_1', state: 'succeeded' } as const;
  const found = { id: uuid(8), payment_reference: 'pi_1' };

  it('reads the refund and applies what it is now', async () => {
    const { context } = mockContext({}, found);
    context.gateways.payments.findRefund.mockResolvedValue(view);

    await receiveRefundEvent(context, event);

    expect(context.gateways.payments.findRefund).toHaveBeenCalledWith({
      refundId: uuid(8),
      reference: 'pi_1',
    });
    expect(applyProviderRefund).toHaveBeenCalledWith(expect.anything(), context, uuid(8), view);
  });

  it('changes nothing when the provider has no such refund', async () => {
    const { context } = mockContext({}, found);
    context.gateways.payments.findRefund.mockResolvedValue(null);

    await receiveRefundEvent(context, event);

    expect(applyProviderRefund).not.toHaveBeenCalled();
  });

  it('does not ask for an event that was received', async () => {
    vi.mocked(wasReceived).mockResolvedValue(true);
    const { context } = mockContext();

    await receiveRefundEvent(context, event);

    expect(context.gateways.payments.findRefund).not.toHaveBeenCalled();
  });

  it('applies it once', async () => {
    vi.mocked(receiveOnce).mockResolvedValue(false);
    const { context } = mockContext({}, found);
    context.gateways.payments.findRefund.mockResolvedValue(view);

    await receiveRefundEvent(context, event);

    expect(applyProviderRefund).not.toHaveBeenCalled();
  });

  it("ignores a refund that is not the shop's", async () => {
    const { context } = mockContext({}, undefined);

    await receiveRefundEvent(context, { ...event, metadata: {} });

    expect(context.logger.info).toHaveBeenCalledOnce();
  });
});

describe('failPayment', () => {
  const { context } = mockContext();

  it('gives the payment up', async () => {
    await failPayment(mockDb().db, context, processing);

    expect(vi.mocked(changePayment).mock.lastCall?.slice(2)).toEqual([
      processing,
      'payment.failed',
      { status: 'failed' },
    ]);
  });

  it('leaves one alone that somebody took up', async () => {
    await expect(failPayment(mockDb().db, context, payment({ settle_after: NOW }))).resolves.toEqual(
      processing,
    );
  });
});

describe('recordAuthorization', () => {
  const { context } = mockContext();

  it('applies the answer', async () => {
    const { db } = mockDb();
    await recordAuthorization(db, context, processing, { kind: 'answered', answer: providerPayment() });

    expect(applyProviderPayment).toHaveBeenCalledWith(db, context, locked, providerPayment());
  });

  it('fails the payment when it was rejected', async () => {
    await recordAuthorization(mockDb().db, context, processing, { kind: 'rejected' });

    expect(vi.mocked(changePayment).mock.lastCall?.[3]).toBe('payment.failed');
  });

  it('leaves it as it is when the outcome is unknown', async () => {
    await expect(recordAuthorization(mockDb().db, context, processing, { kind: 'unknown' })).resolves.toEqual(
      processing,
    );
  });
});

describe('settlePayment', () => {
  it('applies what the provider knows, then settles the void', async () => {
    const { context } = mockContext();
    context.gateways.payments.retrieve.mockResolvedValue(providerPayment());

    await settlePayment(context, processing);

    expect(applyProviderPayment).toHaveBeenCalledOnce();
    expect(settleVoid).toHaveBeenCalledWith(context, uuid(6));
  });

  it('fails one that the provider never heard of', async () => {
    const { context } = mockContext();
    context.gateways.payments.findPayment.mockResolvedValue(null);

    await settlePayment(context, payment({ status: 'processing', provider_reference: null }));

    expect(vi.mocked(changePayment).mock.lastCall?.[3]).toBe('payment.failed');
  });
});

describe('sweepPayments', () => {
  beforeEach(() => {
    vi.mocked(takeDuePayments).mockResolvedValue([payment()]);
    vi.mocked(takeDueCaptures).mockResolvedValue([capture()]);
    vi.mocked(takeDueRefunds).mockResolvedValue([refund()]);
  });

  it('settles everything that is due', async () => {
    const { context } = mockContext();
    context.gateways.payments.retrieve.mockResolvedValue(providerPayment());

    await expect(sweepPayments(context)).resolves.toBe(3);
    expect(settleCapture).toHaveBeenCalledWith(context, capture());
    expect(settleRefund).toHaveBeenCalledWith(context, refund());
  });

  it('goes on after one that cannot be settled', async () => {
    const { context } = mockContext();
    context.gateways.payments.retrieve.mockRejectedValue(gatewayError('unavailable'));

    await expect(sweepPayments(context)).resolves.toBe(3);
    expect(context.logger.warn).toHaveBeenCalledOnce();
    expect(settleRefund).toHaveBeenCalledOnce();
  });
});
