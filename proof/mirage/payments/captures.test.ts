import { beforeEach, describe, expect, it, vi } from 'vitest';
import { postLedger } from '#api/ledger/post-transaction.ts';
import { applyProviderPayment } from '#api/payments/apply-provider-payment.ts';
import { captureAgain } from '#api/payments/call-capture.ts';
import { changePayment } from '#api/payments/change-payment.ts';
import { failCapture } from '#api/payments/fail-capture.ts';
import { lockPaymentWithOrder } from '#api/payments/lock-payment-with-order.ts';
import { partsBefore } from '#api/payments/parts-before.ts';
import { readCapture } from '#api/payments/read-capture.ts';
import { recordCaptureOutcome } from '#api/payments/record-capture-outcome.ts';
import { recordCapture } from '#api/payments/record-capture.ts';
import { settleCapture } from '#api/payments/settle-capture.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { providerPayment } from '../support/provider.ts';
import { capture, NOW, order, payment, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/ledger/post-transaction.ts');
vi.mock('#api/payments/apply-provider-payment.ts');
vi.mock('#api/payments/call-capture.ts');
vi.mock('#api/payments/change-payment.ts');
vi.mock('#api/payments/lock-payment-with-order.ts');
vi.mock('#api/payments/parts-before.ts');
vi.mock('#api/payments/read-capture.ts');

const { context } = mockContext();
const underWay = payment({ capturing_minor: 1000 });
const locked = { order: order(), payment: underWay };

beforeEach(() => {
  vi.mocked(readCapture).mockResolvedValue(capture());
  vi.mocked(partsBefore).mockResolvedValue({ amountMinor: 0, taxMinor: 0 });
  vi.mocked(lockPaymentWithOrder).mockResolvedValue(locked);
  vi.mocked(changePayment).mockResolvedValue(payment({ captured_minor: 1000 }));
});

describe('recordCapture', () => {
  it('books net and tax', async () => {
    const { db, query } = mockDb();

    await recordCapture(db, context, locked, uuid(7));

    expect(query['set']).toHaveBeenCalledWith({
      net_minor: 840,
      tax_minor: 160,
      status: 'succeeded',
      settled_at: NOW,
    });
    expect(postLedger).toHaveBeenCalledWith(
      db,
      context,
      expect.objectContaining({
        kind: 'capture',
        entries: [
          { account: 'payment_clearing', amountMinor: 1000 },
          { account: 'sales', amountMinor: -840 },
          { account: 'vat_payable', amountMinor: -160 },
        ],
      }),
    );
    expect(changePayment).toHaveBeenCalledWith(
      db,
      context,
      underWay,
      'payment.captured',
      { captured_minor: 1000, capturing_minor: 0 },
      { captureId: uuid(7), taken: { amount: 1000, currency: 'EUR' } },
    );
  });

  it('closes the hold when it is final', async () => {
    vi.mocked(readCapture).mockResolvedValue(capture({ final: true }));
    const { db } = mockDb();

    await recordCapture(db, context, locked, uuid(7));

    expect(vi.mocked(changePayment).mock.lastCall?.[4]).toMatchObject({ status: 'captured' });
  });

  it('records one that was given up', async () => {
    vi.mocked(readCapture).mockResolvedValue(capture({ status: 'failed' }));
    const { db } = mockDb();

    await recordCapture(db, context, { order: order(), payment: payment() }, uuid(7));

    expect(vi.mocked(changePayment).mock.lastCall?.[4]).toMatchObject({ capturing_minor: 0 });
  });

  it('records it once', async () => {
    vi.mocked(readCapture).mockResolvedValue(capture({ status: 'succeeded' }));

    await expect(recordCapture(mockDb().db, context, locked, uuid(7))).resolves.toEqual(underWay);
    expect(postLedger).not.toHaveBeenCalled();
  });
});

describe('failCapture', () => {
  it('gives the amount back to the hold', async () => {
    const { db, query } = mockDb();

    await failCapture(db, context, capture());

    expect(query['set']).toHaveBeenCalledWith({ status: 'failed', settled_at: NOW });
    expect(vi.mocked(changePayment).mock.lastCall?.slice(3, 5)).toEqual([
      'payment.capture_failed',
      { capturing_minor: 0 },
    ]);
  });

  it('leaves one alone that somebody took up', async () => {
    vi.mocked(readCapture).mockResolvedValue(capture({ settle_after: new Date(0) }));

    await expect(failCapture(mockDb().db, context, capture())).resolves.toEqual(locked);
    expect(changePayment).not.toHaveBeenCalled();
  });
});

describe('recordCaptureOutcome', () => {
  const view = providerPayment();

  it('records what was captured', async () => {
    const { db } = mockDb();

    await expect(recordCaptureOutcome(db, context, capture(), { kind: 'captured', view })).resolves.toEqual(
      capture(),
    );
    expect(postLedger).toHaveBeenCalledOnce();
    expect(applyProviderPayment).toHaveBeenCalledWith(db, context, expect.anything(), view);
  });

  it('fails what was refused', async () => {
    const { db, query } = mockDb();

    await recordCaptureOutcome(db, context, capture(), { kind: 'refused', view: null });

    expect(query['set']).toHaveBeenCalledWith(expect.objectContaining({ status: 'failed' }));
    expect(applyProviderPayment).not.toHaveBeenCalled();
  });

  it('changes nothing while it is unknown', async () => {
    await recordCaptureOutcome(mockDb().db, context, capture(), { kind: 'unknown', view: null });

    expect(changePayment).not.toHaveBeenCalled();
  });
});

describe('settleCapture', () => {
  it('asks again and records the outcome', async () => {
    vi.mocked(captureAgain).mockResolvedValue({ kind: 'captured', view: providerPayment() });
    const { context: deps } = mockContext({}, underWay);

    await settleCapture(deps, capture());

    expect(captureAgain).toHaveBeenCalledWith(deps, { payment: underWay, capture: capture() });
    expect(applyProviderPayment).toHaveBeenCalledOnce();
  });

  it('leaves it open while the provider is away', async () => {
    vi.mocked(captureAgain).mockResolvedValue({ kind: 'unknown', view: null });
    const { context: deps } = mockContext({}, underWay);

    await settleCapture(deps, capture());

    expect(applyProviderPayment).not.toHaveBeenCalled();
  });
});
