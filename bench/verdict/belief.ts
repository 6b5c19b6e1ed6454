/** `open`: the shop had said 202, so either end is right. */
export type Told = 'done' | 'open';

/** A capture or a refund that a client was told of. */
export type ToldPart = { readonly id: string; readonly amountMinor: number; readonly told: Told };

/** All that a client was told about its order: what must be so, wherever one looks. */
export type OrderBelief = {
  readonly id: string;
  readonly totalMinor: number;
  cancelled: boolean;
  readonly payments: { readonly id: string; readonly told: Told }[];
  readonly captures: ToldPart[];
  readonly refunds: ToldPart[];
  readonly shipments: { readonly id: string; readonly told: Told }[];
};

export const newBelief = (id: string, totalMinor: number): OrderBelief => ({
  id,
  totalMinor,
  cancelled: false,
  payments: [],
  captures: [],
  refunds: [],
  shipments: [],
});
