/** Names as in Frankfurter's OpenAPI document, version 2. */
export type Rate = { date: string; base: string; quote: string; rate: number };

export type Currency = {
  iso_code: string;
  iso_numeric: string | null;
  name: string;
  symbol: string | null;
  start_date: string | null;
  end_date: string | null;
};

export type FrankfurterError = { message: string };
