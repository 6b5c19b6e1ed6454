/** Square counts to 5 decimals; in whole hundred-thousandths nothing is lost to binary fractions. */
const perUnit = 100_000;

const pattern = /^\d{1,10}(\.\d{1,5})?$/;

/** Undefined where the text is no quantity that Square takes. */
export const parseQuantity = (text: string): number | undefined =>
  pattern.test(text) ? Math.round(Number(text) * perUnit) : undefined;

export const formatQuantity = (hundredThousandths: number): string => String(hundredThousandths / perUnit);
