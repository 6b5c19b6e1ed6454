/** Money moved by a capture or a refund, as the shop's books have it. */
export type BookedPart = { readonly id: string; readonly status: string; readonly amountMinor: number };

export type BookedPayment = {
  readonly id: string;
  readonly status: string;
  readonly reference: string | null;
  /** The customer's money was held for it, whatever came then. */
  readonly held: boolean;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
};

export type BookedOrder = {
  readonly id: string;
  readonly status: string;
  readonly totalMinor: number;
  /** A payment was authorised for it, whatever came then. */
  readonly confirmed: boolean;
  /** Cancelled by the shop, after its time to be paid had passed. */
  readonly expired: boolean;
  readonly payments: readonly BookedPayment[];
  readonly captures: readonly BookedPart[];
  readonly refunds: readonly BookedPart[];
  /** `label`: the carrier's name for the parcel, once its label was bought. */
  readonly shipments: readonly { readonly id: string; readonly label: string | null }[];
};

/** A payment at the bank. */
export type Charge = {
  readonly reference: string;
  readonly orderId: string;
  /** It still holds money of the customer. */
  readonly holds: boolean;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
};

export type StockCount = {
  readonly product: string;
  readonly initially: number;
  readonly sold: number;
  readonly onHand: number;
  /** What orders that are neither fulfilled nor cancelled hold. */
  readonly held: number;
  readonly reserved: number;
  /** As the inventory service counts it; null where nobody has reported sales yet. */
  readonly atTheService: number | null;
};

/** What the API shows of an order when it is asked at the end. */
export type Shown = {
  readonly status: string;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
};

/** The state of the world after a run, from every side. */
export type Facts = {
  readonly orders: readonly BookedOrder[];
  readonly charges: readonly Charge[];
  /** The parcels that a label was bought for, as the carrier names them. */
  readonly labels: readonly string[];
  /** Subjects of all mails that arrived; null where nobody sends any. */
  readonly mails: readonly string[] | null;
  readonly stock: readonly StockCount[];
  /** By order id; empty when nobody asked. */
  readonly shown: ReadonlyMap<string, Shown>;
};
