import { beforeEach, describe, expect, it, vi } from 'vitest';
import { postLedger } from '#api/ledger/post-transaction.ts';
import { applyProviderRefund } from '#api/payments/apply-provider-refund.ts';
import { callRefund } from '#api/payments/call-refund.ts';
import { changePayment } from '#api/payments/change-payment.ts';
import { failRefund } from '#api/payments/fail-refund.ts';
import { lockPaymentWithOrder } from '#api/payments/lock-payment-with-order.ts';
import { partsBefore } from '#api/payments/parts-before.ts';
import { readRefund } from '#api/payments/read-refund.ts';
import { recordRefundOutcome } from '#api/payments/record-refund-outcome.ts';
import { settleRefund } from '#api/payments/settle-refund.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { gatewayError } from '../support/provider.ts';
import { NOW, order, payment, refund, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/ledger/post-transaction.ts');
vi.mock('#api/payments/call-refund.ts');
vi.mock('#api/payments/change-payment.ts');
vi.mock('#api/payments/lock-payment-with-order.ts');
vi.mock('#api/payments/parts-before.ts');
vi.mock('#api/payments/read-refund.ts');

const captured = payment({ status: 'captured', captured_minor: 2500, refunding_minor: 500 });
const succeeded = { reference: 're_1', state: 'succeeded' } as const;
const failed = { reference: 're_1', state: 'failed' } as const;
const { context } = mockContext();

/** Event and values of the last change of the payment. */
const change = () => vi.mocked(changePayment).mock.lastCall?.slice(3, 5);

beforeEach(() => {
  vi.mocked(readRefund).mockResolvedValue(refund());
  vi.mocked(partsBefore).mockResolvedValue({ amountMinor: 0, taxMinor: 0 });
  vi.mocked(lockPaymentWithOrder).mockResolvedValue({ order: order(), payment: captured });
  vi.mocked(changePayment).mockResolvedValue(captured);
});

describe('applyProviderRefund', () => {
  it('books a refund that succeeded', async () => {
    const { db, query } = mockDb(refund({ provider_reference: 're_1' }));

    await applyProviderRefund(db, context, uuid(8), succeeded);

    expect(query['set']).toHaveBeenCalledWith(
      expect.objectContaining({ status: 'succeeded', settled_at: NOW }),
    );
    expect(postLedger).toHaveBeenCalledWith(
      db,
      context,
      expect.objectContaining({
        kind: 'refund',
        entries: [
          { account: 'sales', amountMinor: 420 },
          { account: 'vat_payable', amountMinor: 80 },
          { account: 'payment_clearing', amountMinor: -500 },
        ],
      }),
    );
    expect(change()).toEqual(['payment.refunded', { refunded_minor: 500, refunding_minor: 0 }]);
  });

  it('gives up a refund that failed', async () => {
    const { db } = mockDb(refund({ provider_reference: 're_1' }));

    await applyProviderRefund(db, context, uuid(8), failed);

    expect(change()).toEqual(['payment.refund_failed', { refunding_minor: 0 }]);
  });

  it('takes a refund out of the books that the bank sent back', async () => {
    vi.mocked(readRefund).mockResolvedValue(
      refund({ status: 'succeeded', provider_reference: 're_1', net_minor: 420, tax_minor: 80 }),
    );
    const { db } = mockDb();

    await applyProviderRefund(db, context, uuid(8), failed);

    expect(postLedger).toHaveBeenCalledWith(
      db,
      context,
      expect.objectContaining({ kind: 'refund_reversal' }),
    );
    expect(change()?.[0]).toBe('payment.refund_reversed');
  });

  it('takes up a refund that was given up before the provider knew it', async () => {
    vi.mocked(readRefund).mockResolvedValue(refund({ status: 'failed' }));
    const { db } = mockDb(refund({ status: 'processing', provider_reference: 're_1' }));

    await applyProviderRefund(db, context, uuid(8), { reference: 're_1', state: 'processing' });

    expect(change()).toEqual(['payment.refund_started', { refunding_minor: 1000 }]);
  });

  it('leaves a second refund at the provider alone', async () => {
    vi.mocked(readRefund).mockResolvedValue(refund({ provider_reference: 're_9' }));

    await applyProviderRefund(mockDb().db, context, uuid(8), succeeded);

    expect(context.logger.error).toHaveBeenCalledOnce();
    expect(changePayment).not.toHaveBeenCalled();
  });

  it('changes nothing once it succeeded', async () => {
    vi.mocked(readRefund).mockResolvedValue(refund({ status: 'succeeded', provider_reference: 're_1' }));

    await applyProviderRefund(mockDb().db, context, uuid(8), succeeded);

    expect(changePayment).not.toHaveBeenCalled();
  });
});

describe('failRefund', () => {
  it('gives the amount back', async () => {
    await failRefund(mockDb().db, context, refund());

    expect(change()).toEqual(['payment.refund_failed', { refunding_minor: 0 }]);
  });

  it('leaves one alone that somebody settled', async () => {
    const settled = refund({ status: 'succeeded' });
    vi.mocked(readRefund).mockResolvedValue(settled);

    await expect(failRefund(mockDb().db, context, refund())).resolves.toEqual(settled);
  });
});

describe('recordRefundOutcome', () => {
  it('applies the answer', async () => {
    const { db } = mockDb(refund({ provider_reference: 're_1' }));

    await recordRefundOutcome(db, context, refund(), { kind: 'answered', answer: succeeded });

    expect(change()?.[0]).toBe('payment.refunded');
  });

  it('fails a refund that was rejected', async () => {
    await recordRefundOutcome(mockDb().db, context, refund(), { kind: 'rejected' });

    expect(change()?.[0]).toBe('payment.refund_failed');
  });

  it.each([
    { kind: 'unknown' } as const,
    { kind: 'unavailable', error: gatewayError('unavailable') } as const,
  ])('changes nothing while it is $kind', async (outcome) => {
    await expect(recordRefundOutcome(mockDb().db, context, refund(), outcome)).resolves.toEqual(refund());
    expect(changePayment).not.toHaveBeenCalled();
  });
});

describe('settleRefund', () => {
  it('asks again and records the outcome', async () => {
    vi.mocked(callRefund).mockResolvedValue({ kind: 'rejected' });
    const { context: deps } = mockContext({}, captured);

    await settleRefund(deps, refund());

    expect(callRefund).toHaveBeenCalledWith(deps, { payment: captured, refund: refund(), attempt: 'again' });
    expect(change()?.[0]).toBe('payment.refund_failed');
  });
});
