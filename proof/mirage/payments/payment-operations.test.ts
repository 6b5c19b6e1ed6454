import { beforeEach, describe, expect, it, vi } from 'vitest';
import { authorizePayment } from '#api/payments/authorize-payment.ts';
import { beginPayment } from '#api/payments/begin-payment.ts';
import { beginVoid } from '#api/payments/begin-void.ts';
import { callAuthorize } from '#api/payments/call-authorize.ts';
import { failPayment } from '#api/payments/fail-payment.ts';
import { paymentBody } from '#api/payments/payment-body.ts';
import { readPayment } from '#api/payments/read-payment.ts';
import { recordAuthorization } from '#api/payments/record-authorization.ts';
import { settleVoid } from '#api/payments/settle-void.ts';
import { visiblePayment } from '#api/payments/visible-payment.ts';
import { voidPayment } from '#api/payments/void-payment.ts';
import { backOffice, mockContext } from '../support/context.ts';
import { gatewayError, providerPayment } from '../support/provider.ts';
import { handle } from '../support/requests.ts';
import { NOW, payment, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/payments/begin-payment.ts');
vi.mock('#api/payments/begin-void.ts');
vi.mock('#api/payments/call-authorize.ts');
vi.mock('#api/payments/fail-payment.ts');
vi.mock('#api/payments/payment-body.ts');
vi.mock('#api/payments/record-authorization.ts');
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
