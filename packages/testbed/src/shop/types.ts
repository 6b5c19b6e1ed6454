import type { MoneyBody } from './money-text.ts';

/** The API's resources as a client sees them, written down from its document. */
export type Address = {
  name: string;
  line1: string;
  line2?: string;
  city: string;
  postalCode: string;
  country: string;
};

export type TaxTotal = { rateBasisPoints: number; net: MoneyBody; tax: MoneyBody; gross: MoneyBody };

export type Product = {
  id: string;
  sku: string;
  name: string;
  description: string;
  taxCategory: 'standard' | 'reduced' | 'zero';
  weightGrams: number;
  inventoryReference: string;
  active: boolean;
  price: MoneyBody;
  available: number;
};

export type HistoricPrice = { price: MoneyBody; validFrom: string; validUntil: string | null };

export type Stock = { productId: string; onHand: number; reserved: number; available: number };

export type Coupon = {
  id: string;
  code: string;
  terms: { kind: 'percentage'; basisPoints: number } | { kind: 'amount'; amount: MoneyBody };
  minimum: MoneyBody | null;
  validFrom: string | null;
  validUntil: string | null;
  usageLimit: number | null;
  perCustomerLimit: number | null;
  timesUsed: number;
  createdAt: string;
};

export type Cart = {
  id: string;
  status: 'open' | 'ordered';
  currency: string;
  taxMode: 'inclusive' | 'exclusive';
  items: {
    productId: string;
    sku: string;
    name: string;
    quantity: number;
    available: number;
    unitPrice: MoneyBody;
    subtotal: MoneyBody;
  }[];
  address: Address | null;
  coupon: { code: string; applied: boolean; refusal: string | null } | null;
  shipping: {
    rateId: string;
    carrier: string;
    service: string;
    price: MoneyBody;
    deliveryDays: number | null;
  } | null;
  exchangeRate: { base: string; quote: string; rate: string; date: string };
  totals: {
    subtotal: MoneyBody;
    discount: MoneyBody;
    shipping: MoneyBody | null;
    net: MoneyBody | null;
    tax: MoneyBody | null;
    total: MoneyBody | null;
    taxes: TaxTotal[];
  };
  changes: ({ kind: string } & Record<string, unknown>)[];
  missing: string[];
  createdAt: string;
  updatedAt: string;
};

export type ShippingRate = {
  rateId: string;
  carrier: string;
  service: string;
  price: MoneyBody;
  deliveryDays: number | null;
};

export type Order = {
  id: string;
  status: string;
  currency: string;
  taxMode: string;
  email: string;
  address: Address;
  deliveryNote: string | null;
  lines: {
    productId: string;
    sku: string;
    name: string;
    quantity: number;
    unitPrice: MoneyBody;
    subtotal: MoneyBody;
    discount: MoneyBody;
    net: MoneyBody;
    tax: MoneyBody;
    gross: MoneyBody;
    rateBasisPoints: number;
  }[];
  shipping: { carrier: string; service: string; net: MoneyBody; tax: MoneyBody; gross: MoneyBody };
  couponCode: string | null;
  exchangeRate: { base: string; quote: string; rate: string; date: string };
  totals: {
    subtotal: MoneyBody;
    discount: MoneyBody;
    shipping: MoneyBody;
    net: MoneyBody;
    tax: MoneyBody;
    total: MoneyBody;
    taxes: TaxTotal[];
  };
  payment: { id: string; status: string } | null;
  shipmentId: string | null;
  cancelReason: string | null;
  placedAt: string;
  expiresAt: string;
  confirmedAt: string | null;
  fulfilledAt: string | null;
  cancelledAt: string | null;
};

export type Capture = {
  id: string;
  paymentId?: string;
  status: string;
  amount: MoneyBody;
  net: MoneyBody | null;
  tax: MoneyBody | null;
  final: boolean;
  createdAt: string;
};

export type Refund = {
  id: string;
  paymentId?: string;
  status: string;
  amount: MoneyBody;
  net: MoneyBody | null;
  tax: MoneyBody | null;
  reason: string | null;
  createdAt: string;
};

export type Payment = {
  id: string;
  orderId: string;
  status: string;
  currency: string;
  amount: MoneyBody;
  authorized: MoneyBody;
  captured: MoneyBody;
  refunded: MoneyBody;
  capturable: MoneyBody;
  refundable: MoneyBody;
  declineCode: string | null;
  nextActionUrl: string | null;
  captures: Capture[];
  refunds: Refund[];
  createdAt: string;
  updatedAt: string;
};

export type Shipment = {
  id: string;
  orderId: string;
  status: string;
  carrier: string;
  service: string;
  trackingCode: string | null;
  labelUrl: string | null;
  cost?: MoneyBody | null;
  updates: { status: string; occurredAt: string }[];
  createdAt: string;
};

export type Ledger = {
  orderId: string;
  transactions: {
    id: string;
    kind: string;
    sourceId: string;
    occurredAt: string;
    currency: string;
    entries: { account: string; debit: MoneyBody | null; credit: MoneyBody | null }[];
  }[];
  balances: { account: string; balance: MoneyBody }[];
};

export type Page<T> = { items: T[]; nextCursor: string | null };
