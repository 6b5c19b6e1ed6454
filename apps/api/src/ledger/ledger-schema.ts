import { z } from 'zod';
import { LEDGER_ACCOUNTS, LEDGER_KINDS } from '../db/schema.ts';
import { currencySchema, moneySchema } from '../http/money-schema.ts';

const account = z.enum(LEDGER_ACCOUNTS);

export const ledgerSchema = z
  .strictObject({
    orderId: z.uuid(),
    transactions: z.array(
      z.strictObject({
        id: z.uuid(),
        kind: z.enum(LEDGER_KINDS),
        sourceId: z.uuid().meta({ description: 'The capture, refund or shipment that caused it' }),
        occurredAt: z.iso.datetime(),
        currency: currencySchema,
        entries: z.array(
          z.strictObject({ account, debit: moneySchema.nullable(), credit: moneySchema.nullable() }),
        ),
      }),
    ),
    balances: z
      .array(z.strictObject({ account, balance: moneySchema }))
      .meta({ description: 'Debits less credits, for each account and currency' }),
  })
  .meta({ id: 'Ledger' });
