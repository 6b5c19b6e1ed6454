import { money, type Currency } from '@topheavy/domain';
import type { z } from 'zod';
import type { LedgerAccount, LedgerKind } from '../db/schema.ts';
import { moneyBody } from '../http/money-schema.ts';
import type { ledgerSchema } from './ledger-schema.ts';

export type LedgerLine = {
  readonly id: string;
  readonly kind: LedgerKind;
  readonly source_id: string;
  readonly occurred_at: Date;
  readonly currency: Currency;
  readonly account: LedgerAccount;
  readonly amount_minor: number;
};

type Body = z.input<typeof ledgerSchema>;

/** `lines` are the entries with their transaction, in the order of the book. */
export function ledgerBody(orderId: string, lines: readonly LedgerLine[]): Body {
  const transactions = new Map<string, Body['transactions'][number]>();
  const balances = new Map<string, Body['balances'][number]>();
  for (const line of lines) {
    const { id, kind, account, currency } = line;
    const transaction = transactions.get(id) ?? {
      id,
      kind,
      sourceId: line.source_id,
      occurredAt: line.occurred_at.toISOString(),
      currency,
      entries: [],
    };
    transaction.entries.push(entry(line));
    transactions.set(id, transaction);
    const balance = balances.get(`${account} ${currency}`)?.balance.amount ?? 0;
    balances.set(`${account} ${currency}`, {
      account,
      balance: moneyBody(money(balance + line.amount_minor, currency)),
    });
  }
  return { orderId, transactions: [...transactions.values()], balances: [...balances.values()] };
}

function entry({ account, amount_minor: amountMinor, currency }: LedgerLine) {
  const amount = moneyBody(money(Math.abs(amountMinor), currency));
  return amountMinor > 0
    ? { account, debit: amount, credit: null }
    : { account, debit: null, credit: amount };
}
