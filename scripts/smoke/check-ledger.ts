import assert from 'node:assert/strict';

type Money = { readonly amount: number; readonly currency: string };
type Ledger = {
  readonly transactions: readonly {
    readonly kind: string;
    readonly entries: readonly {
      readonly account: string;
      readonly debit: Money | null;
      readonly credit: Money | null;
    }[];
  }[];
  readonly balances: readonly { readonly account: string; readonly balance: Money }[];
};

/** Throws when the answer is not the book of the walk: captured in two parts, the first one refunded. */
export function checkLedger(answer: string): void {
  const { transactions, balances } = JSON.parse(answer) as Ledger;
  assert.deepEqual(
    transactions.map(({ kind }) => kind),
    ['capture', 'capture', 'refund'],
    'The ledger holds other transactions than two captures and a refund.',
  );
  const sums = transactions.map(({ entries }) => ({
    debit: sum(entries.map(({ debit }) => debit)),
    credit: sum(entries.map(({ credit }) => credit)),
  }));
  for (const { debit, credit } of sums) assert.equal(debit, credit, 'A transaction does not balance.');
  const [first, second, refund] = sums;
  assert.equal(refund?.debit, 2000, 'The refund is not the 20.00 EUR of the first capture.');
  const clearing = balances.find(({ account }) => account === 'payment_clearing')?.balance;
  assert.deepEqual(
    clearing,
    { amount: (first?.debit ?? 0) + (second?.debit ?? 0) - 2000, currency: 'EUR' },
    'The payment service does not owe what was captured less what was refunded.',
  );
}

const sum = (amounts: readonly (Money | null)[]): number =>
  amounts.reduce((total, one) => total + (one?.amount ?? 0), 0);
