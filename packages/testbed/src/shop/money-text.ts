/** Decimal places by ISO 4217, stated here again on purpose: the tests do not share the shop's table. */
const EXPONENTS: Readonly<Record<string, number>> = {
  EUR: 2,
  USD: 2,
  GBP: 2,
  CHF: 2,
  JPY: 0,
  KWD: 3,
  DKK: 2,
};

export type MoneyBody = { readonly amount: number; readonly currency: string };

function exponentOf(currency: string): number {
  const exponent = EXPONENTS[currency];
  if (exponent === undefined) throw new Error(`The tests know no currency ${currency}.`);
  return exponent;
}

/** `'19.99 EUR'` → `{ amount: 1999, currency: 'EUR' }`; the decimals must be all there. */
export function moneyOf(text: string): MoneyBody {
  const match = /^(-?)(\d+)(?:\.(\d+))? ([A-Z]{3})$/.exec(text);
  const [, sign = '', whole = '', decimals = '', currency = ''] = match ?? [];
  if (match === null || decimals.length !== exponentOf(currency)) {
    throw new Error(`"${text}" is not money: write it as "19.99 EUR", "500 JPY" or "1.250 KWD".`);
  }
  return { amount: Number(`${sign}${whole}${decimals}`), currency };
}

/** `{ amount: 1999, currency: 'EUR' }` → `'19.99 EUR'`. */
export function moneyText({ amount, currency }: MoneyBody): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const decimals = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
  return `${amount < 0 ? '-' : ''}${whole}${decimals} ${currency}`;
}

type AsText<T> = T extends MoneyBody
  ? string
  : T extends readonly (infer Item)[]
    ? AsText<Item>[]
    : T extends object
      ? { [K in keyof T]: AsText<T[K]> }
      : T;

const isMoney = (value: object): value is MoneyBody =>
  Object.keys(value).length === 2 && 'amount' in value && 'currency' in value;

/** The same structure with every amount written as text, so that a test reads like the business. */
export function withMoneyAsText<T>(value: T): AsText<T> {
  const convert = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(convert);
    if (typeof part !== 'object' || part === null) return part;
    if (isMoney(part)) return moneyText(part);
    return Object.fromEntries(Object.entries(part).map(([name, member]) => [name, convert(member)]));
  };
  return convert(value) as AsText<T>;
}
