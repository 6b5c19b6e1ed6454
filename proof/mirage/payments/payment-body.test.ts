import { describe, expect, it } from 'vitest';
import { paymentBody } from '#api/payments/payment-body.ts';
import { mockDb } from '../support/mock-db.ts';
import { capture, payment, refund, uuid } from '../support/rows.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('paymentBody', () => {
  it('shows the payment with captures and refunds', async () => {
    const captures = [capture({ status: 'succeeded', net_minor: 840, tax_minor: 160 })];
    const refunds = [refund({ status: 'succeeded', net_minor: 420, tax_minor: 80, reason: 'broken' })];
    const { db } = mockDb(captures, refunds);

    await expect(
      paymentBody(db, payment({ captured_minor: 1000, refunded_minor: 500 })),
    ).resolves.toMatchObject({
      id: uuid(6),
      orderId: uuid(5),
      authorized: eur(2500),
      captured: eur(1000),
      capturable: eur(1500),
      refundable: eur(500),
      captures: [{ amount: eur(1000), net: eur(840), tax: eur(160), final: false }],
      refunds: [{ amount: eur(500), net: eur(420), tax: eur(80), reason: 'broken' }],
    });
  });

  it('has no net and tax before the outcome is known', async () => {
    const { db } = mockDb([capture()], [refund()]);

    await expect(paymentBody(db, payment())).resolves.toMatchObject({
      captures: [{ net: null, tax: null }],
      refunds: [{ net: null, tax: null }],
    });
  });
});
