import { money } from '@topheavy/domain';
import { Stripe } from 'stripe';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStripeGateway } from '#api/gateways/stripe/create-stripe-gateway.ts';
import { stripeAnswer, stripeClient } from '#api/gateways/stripe/stripe-client.ts';
import { NOW, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/gateways/stripe/stripe-client.ts', { spy: true });

const client = {
  paymentIntents: {
    create: vi.fn<(...args: unknown[]) => Promise<unknown>>(),
    capture: vi.fn<(...args: unknown[]) => Promise<unknown>>(),
    cancel: vi.fn<(...args: unknown[]) => Promise<unknown>>(),
    retrieve: vi.fn<(...args: unknown[]) => Promise<unknown>>(),
    list: vi.fn<(...args: unknown[]) => Promise<unknown>>(),
  },
  refunds: {
    create: vi.fn<(...args: unknown[]) => Promise<unknown>>(),
    list: vi.fn<(...args: unknown[]) => Promise<unknown>>(),
  },
};
const config = { baseUrl: 'https://api.stripe.com', secretKey: 'sk_test', deadlineMs: 1000, retryDelayMs: 1 };
const ok = <T extends object>(answer: T) => ({ ...answer, lastResponse: { statusCode: 200 } });
const intent = (overrides: object = {}) =>
  ok({
    object: 'payment_intent',
    id: 'pi_1',
    status: 'requires_capture',
    amount: 2500,
    amount_received: 0,
    currency: 'eur',
    metadata: { payment_id: uuid(6) },
    last_payment_error: null,
    next_action: null,
    ...overrides,
  });
const refund = (overrides: object = {}) =>
  ok({
    object: 'refund',
    id: 're_1',
    status: 'succeeded',
    amount: 500,
    currency: 'eur',
    metadata: { refund_id: uuid(8) },
    ...overrides,
  });
const page = (data: object[], has_more = false) => ok({ object: 'list', data, has_more });
const create = () => {
  vi.mocked(stripeClient).mockReturnValue(client as never);
  return createStripeGateway(config);
};

describe('authorize', () => {
  const request = { paymentId: uuid(6), orderId: uuid(5), amount: money(2500, 'EUR'), paymentMethod: 'pm_1' };

  it('creates a payment intent with manual capture', async () => {
    client.paymentIntents.create.mockResolvedValue(intent());

    await expect(create().authorize(request)).resolves.toMatchObject({
      reference: 'pi_1',
      state: 'authorized',
      authorized: money(2500, 'EUR'),
    });
    expect(client.paymentIntents.create).toHaveBeenCalledWith(
      expect.objectContaining({
        amount: 2500,
        currency: 'eur',
        capture_method: 'manual',
        metadata: { payment_id: uuid(6), order_id: uuid(5) },
      }),
      expect.objectContaining({ idempotencyKey: `authorize-${uuid(6)}` }),
    );
  });

  it.each([
    { status: 'requires_payment_method', state: 'declined' },
    { status: 'requires_confirmation', state: 'processing' },
    { status: 'requires_action', state: 'requires_action' },
    { status: 'processing', state: 'processing' },
    { status: 'canceled', state: 'voided' },
    { status: 'succeeded', state: 'captured' },
  ])('reads $status as $state', async ({ status, state }) => {
    client.paymentIntents.create.mockResolvedValue(intent({ status }));

    await expect(create().authorize(request)).resolves.toMatchObject({ state });
  });

  it.each([
    { code: 'insufficient_funds', expected: 'insufficient_funds' },
    { code: 'authentication_required', expected: 'authentication_failed' },
    { code: 'something_new', expected: 'generic_decline' },
  ])('reads the decline $code as $expected', async ({ code, expected }) => {
    const card = new Stripe.errors.StripeCardError({
      type: 'card_error',
      message: 'declined',
      decline_code: code,
      payment_intent: intent({ status: 'requires_payment_method' }) as never,
    });
    Object.assign(card, { statusCode: 402, rawType: 'card_error' });
    client.paymentIntents.create.mockRejectedValue(card);

    await expect(create().authorize(request)).resolves.toMatchObject({
      state: 'declined',
      declineCode: expected,
    });
  });

  it('rejects what Stripe refuses', async () => {
    const invalid = new Stripe.errors.StripeInvalidRequestError({
      type: 'invalid_request_error',
      message: 'no',
    });
    Object.assign(invalid, { statusCode: 400, code: 'resource_missing' });
    client.paymentIntents.create.mockRejectedValue(invalid);

    await expect(create().authorize(request)).rejects.toMatchObject({
      failure: 'rejected',
      code: 'resource_missing',
    });
  });

  it('is unknown when the answer is about another amount', async () => {
    client.paymentIntents.create.mockResolvedValue(intent({ amount: 1 }));

    await expect(create().authorize(request)).rejects.toMatchObject({ failure: 'unknown' });
  });

  it('rejects a KWD amount that cards cannot take', async () => {
    await expect(create().authorize({ ...request, amount: money(5124, 'KWD') })).rejects.toMatchObject({
      code: 'amount-not-chargeable',
    });
  });

  it('is unknown for a currency that the shop does not deal in', async () => {
    client.paymentIntents.create.mockResolvedValue(intent({ currency: 'sek' }));

    await expect(create().authorize(request)).rejects.toThrow('currency we do not deal in');
  });
});

describe('capture', () => {
  const request = { captureId: uuid(7), reference: 'pi_1', amount: money(1000, 'EUR'), final: true };

  it('captures a part', async () => {
    client.paymentIntents.capture.mockResolvedValue(intent({ amount_received: 1000 }));

    await expect(create().capture(request)).resolves.toMatchObject({ captured: money(1000, 'EUR') });
    expect(client.paymentIntents.capture).toHaveBeenCalledWith(
      'pi_1',
      { amount_to_capture: 1000, final_capture: true },
      expect.objectContaining({ idempotencyKey: `capture-${uuid(7)}` }),
    );
  });

  it('is unknown when less was captured', async () => {
    client.paymentIntents.capture.mockResolvedValue(intent({ amount_received: 10 }));

    await expect(create().capture(request)).rejects.toMatchObject({ failure: 'unknown' });
  });
});

describe('refunds', () => {
  it('refunds', async () => {
    client.refunds.create.mockResolvedValue(refund());

    await expect(
      create().refund({ refundId: uuid(8), reference: 'pi_1', amount: money(500, 'EUR') }),
    ).resolves.toEqual({ reference: 're_1', state: 'succeeded' });
  });

  it('finds a refund by our id', async () => {
    client.refunds.list.mockResolvedValue(page([refund()]));

    await expect(create().findRefund({ refundId: uuid(8), reference: 'pi_1' })).resolves.toEqual({
      reference: 're_1',
      state: 'succeeded',
    });
  });
});

describe('payments', () => {
  it('voids', async () => {
    client.paymentIntents.cancel.mockResolvedValue(intent({ status: 'canceled' }));

    await expect(create().void({ paymentId: uuid(6), reference: 'pi_1' })).resolves.toMatchObject({
      state: 'voided',
    });
  });

  it('retrieves', async () => {
    client.paymentIntents.retrieve.mockResolvedValue(
      intent({
        status: 'requires_action',
        next_action: { redirect_to_url: { url: 'https://bank.example' } },
      }),
    );

    await expect(create().retrieve('pi_1')).resolves.toMatchObject({ nextActionUrl: 'https://bank.example' });
  });

  it('finds a payment on a later page', async () => {
    const other = intent({ id: 'pi_0', metadata: {} });
    client.paymentIntents.list
      .mockResolvedValueOnce(page([other], true))
      .mockResolvedValueOnce(page([intent()]));

    await expect(create().findPayment({ paymentId: uuid(6), createdAt: NOW })).resolves.toMatchObject({
      reference: 'pi_1',
    });
    expect(client.paymentIntents.list.mock.lastCall?.[0]).toMatchObject({ starting_after: 'pi_0' });
  });

  it('finds none', async () => {
    client.paymentIntents.list.mockResolvedValue(page([]));

    await expect(create().findPayment({ paymentId: uuid(6), createdAt: NOW })).resolves.toBeNull();
  });
});

describe('stripeClient', () => {
  beforeEach(() => {
    vi.mocked(stripeClient).mockReset();
  });

  it.each(['https://api.stripe.com', 'http://localhost:4242'])('is a client for %s', (baseUrl) => {
    expect(stripeClient({ ...config, baseUrl })).toBeInstanceOf(Stripe);
  });

  it.each([302, 500])('takes an answer with status %d for none', async (statusCode) => {
    await expect(stripeAnswer(Promise.resolve({ lastResponse: { statusCode } } as never))).rejects.toThrow(
      String(statusCode),
    );
  });
});
