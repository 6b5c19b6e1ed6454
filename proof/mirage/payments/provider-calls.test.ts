import { money } from '@topheavy/domain';
import { describe, expect, it } from 'vitest';
import { callAuthorize } from '#api/payments/call-authorize.ts';
import { callCapture } from '#api/payments/call-capture.ts';
import { callRefund } from '#api/payments/call-refund.ts';
import { lookUpPayment } from '#api/payments/look-up-payment.ts';
import { providerOutcome } from '#api/payments/provider-outcome.ts';
import { mockContext } from '../support/context.ts';
import { gatewayError, providerPayment } from '../support/provider.ts';
import { capture, NOW, payment, refund, uuid } from '../support/rows.ts';

const begun = payment({ status: 'processing', provider_reference: null });

describe('providerOutcome', () => {
  it('is the answer', async () => {
    await expect(providerOutcome(Promise.resolve(1))).resolves.toEqual({ kind: 'answered', answer: 1 });
  });

  it.each(['rejected', 'unavailable', 'unknown'] as const)('is %s', async (failure) => {
    await expect(providerOutcome(Promise.reject(gatewayError(failure)))).resolves.toMatchObject({
      kind: failure,
    });
  });

  it('passes other errors on', async () => {
    await expect(providerOutcome(Promise.reject(new Error('bug')))).rejects.toThrow('bug');
  });
});

describe('lookUpPayment', () => {
  it('retrieves a payment whose reference is known', async () => {
    const { context } = mockContext();
    context.gateways.payments.retrieve.mockResolvedValue(providerPayment());

    await expect(lookUpPayment(context, payment())).resolves.toEqual(providerPayment());
  });

  it('searches for one without', async () => {
    const { context } = mockContext();
    context.gateways.payments.findPayment.mockResolvedValue(null);

    await expect(lookUpPayment(context, begun)).resolves.toBeNull();
    expect(context.gateways.payments.findPayment).toHaveBeenCalledWith({
      paymentId: uuid(6),
      createdAt: NOW,
    });
  });
});

describe('callAuthorize', () => {
  it('asks for the amount of the payment', async () => {
    const { context } = mockContext();
    context.gateways.payments.authorize.mockResolvedValue(providerPayment());

    await expect(callAuthorize(context, { payment: begun, attempt: 'first' }, 'pm_1')).resolves.toEqual({
      kind: 'answered',
      answer: providerPayment(),
    });
    expect(context.gateways.payments.authorize).toHaveBeenCalledWith({
      paymentId: uuid(6),
      orderId: uuid(5),
      amount: money(2500, 'EUR'),
      paymentMethod: 'pm_1',
    });
  });

  it('looks first what became of an earlier try', async () => {
    const { context } = mockContext();
    context.gateways.payments.findPayment.mockResolvedValue(providerPayment());

    await expect(callAuthorize(context, { payment: begun, attempt: 'again' }, 'pm_1')).resolves.toEqual({
      kind: 'answered',
      answer: providerPayment(),
    });
    expect(context.gateways.payments.authorize).not.toHaveBeenCalled();
  });

  it('asks again when the provider has none', async () => {
    const { context } = mockContext();
    context.gateways.payments.findPayment.mockResolvedValue(null);
    context.gateways.payments.authorize.mockRejectedValue(gatewayError('unavailable'));

    await expect(callAuthorize(context, { payment: begun, attempt: 'again' }, 'pm_1')).resolves.toEqual({
      kind: 'unknown',
    });
  });

  it('is unknown when the provider cannot be asked', async () => {
    const { context } = mockContext();
    context.gateways.payments.findPayment.mockRejectedValue(gatewayError('unavailable'));

    await expect(callAuthorize(context, { payment: begun, attempt: 'again' }, 'pm_1')).resolves.toEqual({
      kind: 'unknown',
    });
  });
});

describe('callCapture', () => {
  const first = {
    payment: payment({ capturing_minor: 1000 }),
    capture: capture(),
    attempt: 'first',
  } as const;
  const again = { ...first, attempt: 'again' } as const;
  const captured = (amount: number) => providerPayment({ captured: money(amount, 'EUR') });

  it('takes the amount', async () => {
    const { context } = mockContext();
    context.gateways.payments.capture.mockResolvedValue(captured(1000));

    await expect(callCapture(context, first)).resolves.toEqual({ kind: 'captured', view: captured(1000) });
    expect(context.gateways.payments.capture).toHaveBeenCalledWith({
      captureId: uuid(7),
      reference: 'pi_1',
      amount: money(1000, 'EUR'),
      final: false,
    });
  });

  it('shows the payment when it is refused', async () => {
    const { context } = mockContext();
    context.gateways.payments.capture.mockRejectedValue(gatewayError('rejected'));
    context.gateways.payments.retrieve.mockResolvedValue(captured(0));

    await expect(callCapture(context, first)).resolves.toEqual({ kind: 'refused', view: captured(0) });
  });

  it.each(['unavailable', 'unknown'] as const)('is %s', async (failure) => {
    const { context } = mockContext();
    context.gateways.payments.capture.mockRejectedValue(gatewayError(failure));

    await expect(callCapture(context, first)).resolves.toMatchObject({ kind: failure });
  });

  it('is unknown when the payment cannot be looked at', async () => {
    const { context } = mockContext();
    context.gateways.payments.retrieve.mockRejectedValue(gatewayError('unavailable'));

    await expect(callCapture(context, again)).resolves.toEqual({ kind: 'unknown', view: null });
  });

  it('does not repeat what the provider shows as captured', async () => {
    const { context } = mockContext();
    context.gateways.payments.retrieve.mockResolvedValue(captured(1000));

    await expect(callCapture(context, again)).resolves.toEqual({ kind: 'unknown', view: captured(1000) });
    expect(context.gateways.payments.capture).not.toHaveBeenCalled();
  });

  it('repeats when nothing was captured', async () => {
    const { context } = mockContext();
    context.gateways.payments.retrieve.mockResolvedValue(captured(0));
    context.gateways.payments.capture.mockResolvedValue(captured(1000));

    await expect(callCapture(context, again)).resolves.toEqual({ kind: 'captured', view: captured(1000) });
  });

  it('is refused when a repetition is and nothing was taken', async () => {
    const { context } = mockContext();
    context.gateways.payments.retrieve.mockResolvedValue(captured(0));
    context.gateways.payments.capture.mockRejectedValue(gatewayError('rejected'));

    await expect(callCapture(context, again)).resolves.toEqual({ kind: 'refused', view: captured(0) });
  });

  it('is unknown when a repetition is', async () => {
    const { context } = mockContext();
    context.gateways.payments.retrieve.mockResolvedValue(captured(0));
    context.gateways.payments.capture.mockRejectedValue(gatewayError('unknown'));

    await expect(callCapture(context, again)).resolves.toEqual({ kind: 'unknown', view: null });
  });

  it('does not repeat after the idempotency key expired', async () => {
    const { context } = mockContext();
    context.gateways.payments.retrieve.mockResolvedValue(captured(300));
    const old = { ...again, capture: capture({ created_at: new Date(0) }) };

    await expect(callCapture(context, old)).resolves.toEqual({ kind: 'unknown', view: captured(300) });
    expect(context.logger.error).toHaveBeenCalledOnce();
  });

  it('throws without a hold', async () => {
    const { context } = mockContext();

    await expect(callCapture(context, { ...first, payment: begun })).rejects.toThrow('holds nothing');
  });
});

describe('callRefund', () => {
  const first = { payment: payment({ status: 'captured' }), refund: refund(), attempt: 'first' } as const;
  const again = { ...first, attempt: 'again' } as const;
  const answer = { reference: 're_1', state: 'succeeded' } as const;

  it('gives the amount back', async () => {
    const { context } = mockContext();
    context.gateways.payments.refund.mockResolvedValue(answer);

    await expect(callRefund(context, first)).resolves.toEqual({ kind: 'answered', answer });
    expect(context.gateways.payments.refund).toHaveBeenCalledWith({
      refundId: uuid(8),
      reference: 'pi_1',
      amount: money(500, 'EUR'),
    });
  });

  it('looks first what became of an earlier try', async () => {
    const { context } = mockContext();
    context.gateways.payments.findRefund.mockResolvedValue(answer);

    await expect(callRefund(context, again)).resolves.toEqual({ kind: 'answered', answer });
    expect(context.gateways.payments.refund).not.toHaveBeenCalled();
  });

  it('is unknown when the provider cannot be asked', async () => {
    const { context } = mockContext();
    context.gateways.payments.findRefund.mockRejectedValue(gatewayError('unknown'));

    await expect(callRefund(context, again)).resolves.toEqual({ kind: 'unknown' });
  });

  it('repeats when the provider has none', async () => {
    const { context } = mockContext();
    context.gateways.payments.findRefund.mockResolvedValue(null);
    context.gateways.payments.refund.mockRejectedValue(gatewayError('unavailable'));

    await expect(callRefund(context, again)).resolves.toEqual({ kind: 'unknown' });
  });

  it('throws when nothing was taken', async () => {
    const { context } = mockContext();

    await expect(callRefund(context, { ...first, payment: begun })).rejects.toThrow('took nothing');
  });
});
