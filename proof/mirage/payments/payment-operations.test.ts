import { beforeEach, describe, expect, it, vi } from 'vitest';
import { authorizePayment } from '#api/payments/authorize-payment.ts';
import { beginCapture } from '#api/payments/begin-capture.ts';
import { beginPayment } from '#api/payments/begin-payment.ts';
import { beginRefund } from '#api/payments/begin-refund.ts';
import { beginVoid } from '#api/payments/begin-void.ts';
import { callAuthorize } from '#api/payments/call-authorize.ts';
import { callCapture } from '#api/payments/call-capture.ts';
import { callRefund } from '#api/payments/call-refund.ts';
import { capturePayment } from '#api/payments/capture-payment.ts';
import { failCapture } from '#api/payments/fail-capture.ts';
import { failPayment } from '#api/payments/fail-payment.ts';
import { failRefund } from '#api/payments/fail-refund.ts';
import { paymentBody } from '#api/payments/payment-body.ts';
import { readPayment } from '#api/payments/read-payment.ts';
import { recordAuthorization } from '#api/payments/record-authorization.ts';
import { recordCaptureOutcome } from '#api/payments/record-capture-outcome.ts';
import { recordRefundOutcome } from '#api/payments/record-refund-outcome.ts';
import { refundPayment } from '#api/payments/refund-payment.ts';
import { settleVoid } from '#api/payments/settle-void.ts';
import { visiblePayment } from '#api/payments/visible-payment.ts';
import { voidPayment } from '#api/payments/void-payment.ts';
import { backOffice, mockContext } from '../support/context.ts';
import { gatewayError, providerPayment } from '../support/provider.ts';
import { handle } from '../support/requests.ts';
import { capture, NOW, payment, refund, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/payments/begin-capture.ts');
vi.mock('#api/payments/begin-payment.ts');
vi.mock('#api/payments/begin-refund.ts');
vi.mock('#api/payments/begin-void.ts');
vi.mock('#api/payments/call-authorize.ts');
vi.mock('#api/payments/call-capture.ts');
vi.mock('#api/payments/call-refund.ts');
vi.mock('#api/payments/fail-capture.ts');
vi.mock('#api/payments/fail-payment.ts');
vi.mock('#api/payments/fail-refund.ts');
vi.mock('#api/payments/payment-body.ts');
vi.mock('#api/payments/record-authorization.ts');
vi.mock('#api/payments/record-capture-outcome.ts');
vi.mock('#api/payments/record-refund-outcome.ts');
vi.mock('#api/payments/settle-void.ts');
vi.mock('#api/payments/visible-payment.ts');

const params = { orderId: uuid(5), paymentId: uuid(6) };

beforeEach(() => {
  vi.mocked(paymentBody).mockResolvedValue({ id: uuid(6) } as never);
  vi.mocked(visiblePayment).mockResolvedValue(payment());
});

describe('authorizePayment', () => {
  const body = { paymentMethod: 'pm_card' };
  const begun = { payment: payment({ status: 'processing' }), attempt: 'first' } as const;

  beforeEach(() => {
    vi.mocked(beginPayment).mockResolvedValue(begun);
    vi.mocked(callAuthorize).mockResolvedValue({ kind: 'answered', answer: providerPayment() });
  });

  it.each([
    { status: 'authorized', expected: 201 },
    { status: 'captured', expected: 201 },
    { status: 'voided', expected: 201 },
    { status: 'processing', expected: 202 },
    { status: 'requires_action', expected: 202 },
  ] as const)('answers $expected when the payment is $status', async ({ status, expected }) => {
    vi.mocked(recordAuthorization).mockResolvedValue(payment({ status }));
    const { context } = mockContext();

    await expect(handle(authorizePayment, { params, body }, context)).resolves.toEqual({
      status: expected,
      body: { id: uuid(6) },
      headers: { ETag: '"2"', Location: `/v1/payments/${uuid(6)}` },
    });
    expect(callAuthorize).toHaveBeenCalledWith(context, begun, 'pm_card');
  });

  it.each([
    { status: 'declined', slug: 'payment-declined' },
    { status: 'failed', slug: 'payment-rejected' },
  ] as const)('refuses with $slug when the payment is $status', async ({ status, slug }) => {
    vi.mocked(recordAuthorization).mockResolvedValue(payment({ status }));
    const { context } = mockContext();

    await expect(handle(authorizePayment, { params, body }, context)).resolves.toMatchObject({
      problem: { slug },
    });
  });

  it('does not call the provider for a payment that is settled', async () => {
    vi.mocked(beginPayment).mockResolvedValue({ payment: payment(), attempt: 'none' });
    const { context } = mockContext();

    await expect(handle(authorizePayment, { params, body }, context)).resolves.toMatchObject({ status: 201 });
    expect(callAuthorize).not.toHaveBeenCalled();
  });

  it('fails the payment when the provider is unavailable', async () => {
    vi.mocked(callAuthorize).mockResolvedValue({ kind: 'unavailable', error: gatewayError('unavailable') });
    const { context } = mockContext();

    await expect(handle(authorizePayment, { params, body }, context)).rejects.toMatchObject({
      failure: 'unavailable',
    });
    expect(failPayment).toHaveBeenCalledWith(expect.anything(), context, begun.payment);
  });
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

describe('voidPayment', () => {
  it.each([
    { row: payment({ status: 'voided' }), expected: 200 },
    { row: payment({ voiding_since: NOW }), expected: 202 },
  ])('answers $expected', async ({ row, expected }) => {
    vi.mocked(visiblePayment).mockResolvedValue(row);
    vi.mocked(settleVoid).mockResolvedValue();
    const { context } = mockContext({ principal: backOffice });

    await expect(handle(voidPayment, { params, body: {} }, context)).resolves.toMatchObject({
      status: expected,
    });
    expect(beginVoid).toHaveBeenCalledWith(expect.anything(), context, uuid(6));
  });

  it('leaves the void to the sweeper when the provider is down', async () => {
    vi.mocked(settleVoid).mockRejectedValue(gatewayError('unknown'));
    const { context } = mockContext({ principal: backOffice });

    await expect(handle(voidPayment, { params, body: {} }, context)).resolves.toMatchObject({ status: 200 });
  });

  it('passes other errors on', async () => {
    vi.mocked(settleVoid).mockRejectedValue(new Error('bug'));
    const { context } = mockContext({ principal: backOffice });

    await expect(handle(voidPayment, { params, body: {} }, context)).rejects.toThrow('bug');
  });
});

describe('readPayment', () => {
  it('answers with the payment and its version', async () => {
    const { context } = mockContext();

    await expect(handle(readPayment, { params }, context)).resolves.toEqual({
      status: 200,
      body: { id: uuid(6) },
      headers: { ETag: '"2"' },
    });
  });
});
