import { beforeEach, describe, expect, it, vi } from 'vitest';
import { beginCapture } from '#api/payments/begin-capture.ts';
import { beginRefund } from '#api/payments/begin-refund.ts';
import { callCapture } from '#api/payments/call-capture.ts';
import { callRefund } from '#api/payments/call-refund.ts';
import { capturePayment } from '#api/payments/capture-payment.ts';
import { failCapture } from '#api/payments/fail-capture.ts';
import { failRefund } from '#api/payments/fail-refund.ts';
import { recordCaptureOutcome } from '#api/payments/record-capture-outcome.ts';
import { recordRefundOutcome } from '#api/payments/record-refund-outcome.ts';
import { refundPayment } from '#api/payments/refund-payment.ts';
import { visiblePayment } from '#api/payments/visible-payment.ts';
import { backOffice, mockContext } from '../support/context.ts';
import { gatewayError, providerPayment } from '../support/provider.ts';
import { handle } from '../support/requests.ts';
import { capture, payment, refund, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/payments/begin-capture.ts');
vi.mock('#api/payments/begin-refund.ts');
vi.mock('#api/payments/call-capture.ts');
vi.mock('#api/payments/call-refund.ts');
vi.mock('#api/payments/fail-capture.ts');
vi.mock('#api/payments/fail-refund.ts');
vi.mock('#api/payments/record-capture-outcome.ts');
vi.mock('#api/payments/record-refund-outcome.ts');
vi.mock('#api/payments/visible-payment.ts');

const params = { orderId: uuid(5), paymentId: uuid(6) };

beforeEach(() => {
  vi.mocked(visiblePayment).mockResolvedValue(payment());
});

describe('capturePayment', () => {
  const body = { amount: { amount: 1000, currency: 'EUR' }, final: false };
  const begun = { payment: payment(), capture: capture(), attempt: 'first' } as const;

  beforeEach(() => {
    vi.mocked(beginCapture).mockResolvedValue(begun);
    vi.mocked(callCapture).mockResolvedValue({ kind: 'captured', view: providerPayment() });
  });

  it.each([
    { row: capture({ status: 'succeeded', net_minor: 840, tax_minor: 160 }), expected: 201 },
    { row: capture(), expected: 202 },
  ])('answers $expected', async ({ row, expected }) => {
    vi.mocked(recordCaptureOutcome).mockResolvedValue(row);
    const { context } = mockContext({ principal: backOffice });

    await expect(handle(capturePayment, { params, body }, context)).resolves.toMatchObject({
      status: expected,
      body: { id: uuid(7), status: row.status, amount: { amount: 1000, currency: 'EUR' } },
      headers: { Location: `/v1/payments/${uuid(6)}` },
    });
  });

  it('refuses with payment-rejected when it failed', async () => {
    vi.mocked(recordCaptureOutcome).mockResolvedValue(capture({ status: 'failed' }));
    const { context } = mockContext({ principal: backOffice });

    await expect(handle(capturePayment, { params, body }, context)).resolves.toMatchObject({
      problem: { slug: 'payment-rejected', extra: { captureId: uuid(7) } },
    });
  });

  it('does not call the provider for one that is settled', async () => {
    const settled = capture({ status: 'succeeded' });
    vi.mocked(beginCapture).mockResolvedValue({ payment: payment(), capture: settled, attempt: 'none' });
    const { context } = mockContext({ principal: backOffice });

    await expect(handle(capturePayment, { params, body }, context)).resolves.toMatchObject({ status: 201 });
    expect(callCapture).not.toHaveBeenCalled();
  });

  it('fails the capture when the provider is unavailable', async () => {
    vi.mocked(callCapture).mockResolvedValue({ kind: 'unavailable', error: gatewayError('unavailable') });
    const { context } = mockContext({ principal: backOffice });

    await expect(handle(capturePayment, { params, body }, context)).rejects.toMatchObject({
      failure: 'unavailable',
    });
    expect(failCapture).toHaveBeenCalledWith(expect.anything(), context, capture());
  });
});

describe('refundPayment', () => {
  const body = { amount: { amount: 500, currency: 'EUR' } };
  const begun = { payment: payment(), refund: refund(), attempt: 'first' } as const;

  beforeEach(() => {
    vi.mocked(beginRefund).mockResolvedValue(begun);
    vi.mocked(callRefund).mockResolvedValue({ kind: 'unknown' });
  });

  it.each([
    { row: refund({ status: 'succeeded', net_minor: 420, tax_minor: 80 }), expected: 201 },
    { row: refund(), expected: 202 },
  ])('answers $expected', async ({ row, expected }) => {
    vi.mocked(recordRefundOutcome).mockResolvedValue(row);
    const { context } = mockContext({ principal: backOffice });

    await expect(handle(refundPayment, { params, body }, context)).resolves.toMatchObject({
      status: expected,
      body: { id: uuid(8), amount: { amount: 500, currency: 'EUR' }, paymentId: uuid(6) },
    });
  });

  it('refuses with payment-rejected when it failed', async () => {
    vi.mocked(recordRefundOutcome).mockResolvedValue(refund({ status: 'failed' }));
    const { context } = mockContext({ principal: backOffice });

    await expect(handle(refundPayment, { params, body }, context)).resolves.toMatchObject({
      problem: { slug: 'payment-rejected' },
    });
  });

  it('does not call the provider for one that is settled', async () => {
    const settled = refund({ status: 'succeeded' });
    vi.mocked(beginRefund).mockResolvedValue({ payment: payment(), refund: settled, attempt: 'none' });
    const { context } = mockContext({ principal: backOffice });

    await handle(refundPayment, { params, body }, context);

    expect(callRefund).not.toHaveBeenCalled();
  });

  it('fails the refund when the provider is unavailable', async () => {
    vi.mocked(callRefund).mockResolvedValue({ kind: 'unavailable', error: gatewayError('unavailable') });
    const { context } = mockContext({ principal: backOffice });

    await expect(handle(refundPayment, { params, body }, context)).rejects.toMatchObject({
      failure: 'unavailable',
    });
    expect(failRefund).toHaveBeenCalledWith(expect.anything(), context, refund());
  });
});
