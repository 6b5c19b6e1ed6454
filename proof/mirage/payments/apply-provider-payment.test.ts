import { money } from '@topheavy/domain';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { confirmOrder } from '#api/orders/confirm-order.ts';
import { applyProviderPayment } from '#api/payments/apply-provider-payment.ts';
import { changePayment } from '#api/payments/change-payment.ts';
import { recordCapture } from '#api/payments/record-capture.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { providerPayment } from '../support/provider.ts';
import { NOW, order, payment, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/orders/confirm-order.ts');
vi.mock('#api/payments/change-payment.ts');
vi.mock('#api/payments/record-capture.ts');

const { context } = mockContext();
const { db } = mockDb();
const apply = (row: ReturnType<typeof payment>, view = providerPayment(), orderRow = order()) =>
  applyProviderPayment(db, context, { order: orderRow, payment: row }, view);
/** What the last change of the payment was. */
const change = () => vi.mocked(changePayment).mock.lastCall?.slice(3);

beforeEach(() => {
  vi.mocked(changePayment).mockImplementation(
    async (_trx, _deps, row, _type, values) => ({ ...row, ...values }) as never,
  );
});

describe('a payment that was asked for', () => {
  const asked = payment({ status: 'processing' });

  it('is authorised and confirms its order', async () => {
    await expect(apply(asked)).resolves.toMatchObject({ status: 'authorized', authorized_minor: 2500 });
    expect(confirmOrder).toHaveBeenCalledWith(db, context, uuid(5));
  });

  it('keeps the reference of the provider', async () => {
    const { db: trx, query } = mockDb(asked);

    await applyProviderPayment(
      trx,
      context,
      { order: order(), payment: payment({ status: 'processing', provider_reference: null }) },
      providerPayment(),
    );

    expect(query['set']).toHaveBeenCalledWith({ provider_reference: 'pi_1' });
  });

  it('is voided when its order does not wait any more', async () => {
    await apply(asked, providerPayment(), order({ status: 'cancelled' }));

    expect(change()?.[0]).toBe('payment.void_requested');
    expect(confirmOrder).not.toHaveBeenCalled();
  });

  it('does not confirm while it is being voided', async () => {
    await apply(payment({ status: 'requires_action', voiding_since: NOW }));

    expect(confirmOrder).not.toHaveBeenCalled();
  });

  it('throws when another amount is authorised', async () => {
    await expect(apply(asked, providerPayment({ authorized: money(1, 'EUR') }))).rejects.toThrow(
      'another amount',
    );
  });

  it('stays as it is while processing', async () => {
    await expect(apply(asked, providerPayment({ state: 'processing' }))).resolves.toEqual(asked);
  });

  it('waits for its customer', async () => {
    const view = providerPayment({ state: 'requires_action', nextActionUrl: 'https://bank.example' });

    await expect(apply(asked, view)).resolves.toMatchObject({
      status: 'requires_action',
      next_action_url: 'https://bank.example',
    });
  });

  it('waits only once', async () => {
    const waiting = payment({ status: 'requires_action' });

    await expect(apply(waiting, providerPayment({ state: 'requires_action' }))).resolves.toEqual(waiting);
  });

  it('is declined with the reason', async () => {
    const view = providerPayment({ state: 'declined', declineCode: 'insufficient_funds' });

    await expect(apply(asked, view)).resolves.toMatchObject({
      status: 'declined',
      decline_code: 'insufficient_funds',
    });
  });

  it.each([
    { status: 'processing', becomes: 'failed' },
    { status: 'requires_action', becomes: 'voided' },
  ] as const)('is $becomes when it is voided while $status', async ({ status, becomes }) => {
    await expect(apply(payment({ status }), providerPayment({ state: 'voided' }))).resolves.toMatchObject({
      status: becomes,
    });
  });
});

describe('a hold', () => {
  it('is voided', async () => {
    await apply(payment(), providerPayment({ state: 'voided' }));

    expect(change()).toEqual(['payment.voided', { status: 'voided', voiding_since: null }]);
  });

  it('is closed when the rest was released', async () => {
    await apply(
      payment({ captured_minor: 1000 }),
      providerPayment({ state: 'captured', captured: money(1000, 'EUR') }),
    );

    expect(change()).toEqual(['payment.hold_released', { status: 'captured' }]);
  });

  it('stays open', async () => {
    await expect(apply(payment())).resolves.toEqual(payment());
  });

  it('records captures whose answer was missed', async () => {
    const done = payment({ status: 'captured', captured_minor: 1000 });
    vi.mocked(recordCapture).mockResolvedValue(done);
    const row = payment({ capturing_minor: 1000 });
    const { db: trx } = mockDb([{ id: uuid(7) }]);

    await expect(
      applyProviderPayment(
        trx,
        context,
        { order: order(), payment: row },
        providerPayment({ captured: money(1000, 'EUR') }),
      ),
    ).resolves.toEqual(done);
    expect(recordCapture).toHaveBeenCalledWith(trx, context, { order: order(), payment: row }, uuid(7));
  });

  it('logs when more was captured than asked for', async () => {
    await apply(payment(), providerPayment({ captured: money(9999, 'EUR') }));

    expect(context.logger.error).toHaveBeenCalledWith(
      expect.objectContaining({ capturedMinor: 9999 }),
      expect.any(String),
    );
  });
});

describe('a payment that was given up', () => {
  it('has a stray hold released', async () => {
    await apply(payment({ status: 'failed' }));

    expect(change()?.[0]).toBe('payment.void_requested');
  });

  it('is done once that is released', async () => {
    await apply(payment({ status: 'failed', voiding_since: NOW }), providerPayment({ state: 'voided' }));

    expect(change()).toEqual(['payment.voided', { voiding_since: null }]);
  });

  it('stays as it is otherwise', async () => {
    const declined = payment({ status: 'declined' });

    await expect(apply(declined, providerPayment({ state: 'declined' }))).resolves.toEqual(declined);
  });
});

describe('a payment that ended', () => {
  it.each(['captured', 'voided'] as const)('stays %s', async (status) => {
    await expect(apply(payment({ status }))).resolves.toEqual(payment({ status }));
  });

  it('ignores a view of another payment', async () => {
    await expect(apply(payment(), providerPayment({ reference: 'pi_2' }))).resolves.toEqual(payment());
    expect(changePayment).not.toHaveBeenCalled();
  });
});
