import { describe, expect, it } from 'vitest';
import { postLedger } from '#api/ledger/post-transaction.ts';
import { readLedger } from '#api/ledger/read-ledger.ts';
import { backOffice, mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { handle } from '../support/requests.ts';
import { NOW, order, uuid } from '../support/rows.ts';

describe('postLedger', () => {
  const { context } = mockContext();
  const posting = { orderId: uuid(5), kind: 'capture', sourceId: uuid(7), currency: 'EUR' } as const;

  it('writes the transaction and its entries', async () => {
    const { db, query } = mockDb();

    await postLedger(db, context, {
      ...posting,
      entries: [
        { account: 'payment_clearing', amountMinor: 1000 },
        { account: 'sales', amountMinor: -1000 },
        { account: 'vat_payable', amountMinor: 0 },
      ],
    });

    expect(query['values']?.mock.calls[1]).toEqual([
      [
        { transaction_id: uuid(101), account: 'payment_clearing', amount_minor: 1000, currency: 'EUR' },
        { transaction_id: uuid(101), account: 'sales', amount_minor: -1000, currency: 'EUR' },
      ],
    ]);
  });

  it('writes nothing without entries', async () => {
    const { db, query } = mockDb();

    await postLedger(db, context, { ...posting, entries: [{ account: 'sales', amountMinor: 0 }] });

    expect(query['insertInto']).not.toHaveBeenCalled();
  });
});

describe('readLedger', () => {
  it('shows transactions and balances', async () => {
    const line = {
      id: uuid(30),
      kind: 'capture',
      source_id: uuid(7),
      occurred_at: NOW,
      currency: 'EUR',
      account: 'payment_clearing',
      amount_minor: 1000,
    };
    const lines = [line, { ...line, account: 'sales', amount_minor: -1000 }];
    const { context } = mockContext({ principal: backOffice }, order(), lines);

    const { body } = await handle(readLedger, { params: { orderId: uuid(5) } }, context);

    const amount = { amount: 1000, currency: 'EUR' };
    expect(body).toMatchObject({
      orderId: uuid(5),
      transactions: [
        {
          kind: 'capture',
          entries: [
            { account: 'payment_clearing', debit: amount, credit: null },
            { account: 'sales', debit: null, credit: amount },
          ],
        },
      ],
      balances: [
        { account: 'payment_clearing', balance: amount },
        { account: 'sales', balance: { amount: -1000, currency: 'EUR' } },
      ],
    });
  });
});
