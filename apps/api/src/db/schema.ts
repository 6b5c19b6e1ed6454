import type { Currency, OrderStatus, PaymentStatus, ShipmentStatus, TaxMode } from '@topheavy/domain';
import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely';
import type { Address } from '../carts/address.ts';
import type { ShippingQuote, TrackingStatus } from '../gateways/shipping-gateway.ts';

/** The tables as TypeScript sees them: bigint columns arrive as safe integers, see connect.ts. */
export type Database = {
  products: ProductsTable;
  product_prices: ProductPricesTable;
  stock: StockTable;
  customers: CustomersTable;
  api_keys: ApiKeysTable;
  coupons: CouponsTable;
  coupon_customers: CouponCustomersTable;
  carts: CartsTable;
  cart_items: CartItemsTable;
  orders: OrdersTable;
  order_lines: OrderLinesTable;
  payments: PaymentsTable;
  captures: CapturesTable;
  refunds: RefundsTable;
  shipments: ShipmentsTable;
  tracking_updates: TrackingUpdatesTable;
  ledger_transactions: LedgerTransactionsTable;
  ledger_entries: LedgerEntriesTable;
  idempotency_keys: IdempotencyKeysTable;
  outbox: OutboxTable;
  inbox: InboxTable;
  rate_snapshots: RateSnapshotsTable;
};

/** Set once at insert. */
type Fixed<T> = ColumnType<T, T, never>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;
type Json<T extends object> = ColumnType<T, string, string>;

export const TAX_CATEGORIES = ['standard', 'reduced', 'zero'] as const;
export type TaxCategory = (typeof TAX_CATEGORIES)[number];

type ProductsTable = {
  id: Fixed<string>;
  sku: Fixed<string>;
  name: string;
  description: Generated<string>;
  tax_category: TaxCategory;
  weight_grams: number;
  inventory_reference: Fixed<string>;
  active: Generated<boolean>;
  version: Generated<number>;
  created_at: Fixed<Date>;
  updated_at: Date;
};

type ProductPricesTable = {
  id: Fixed<string>;
  product_id: Fixed<string>;
  price_minor: Fixed<number>;
  valid_from: Fixed<Date>;
  valid_until: Optional<Date>;
};

type StockTable = {
  product_id: Fixed<string>;
  on_hand: Generated<number>;
  reserved: Generated<number>;
  /** When the inventory service was asked for the count; null for stock that is kept by hand. */
  synced_at: Optional<Date>;
};

type CustomersTable = {
  id: Fixed<string>;
  email: string;
  name: string;
  created_at: Fixed<Date>;
};

type ApiKeysTable = {
  id: Fixed<string>;
  key_hash: Fixed<Buffer>;
  label: string;
  customer_id: Optional<string>;
  scopes: string[];
  created_at: Fixed<Date>;
  revoked_at: Optional<Date>;
};

type CouponsTable = {
  id: Fixed<string>;
  code: Fixed<string>;
  kind: Fixed<'percentage' | 'amount'>;
  basis_points: Optional<number>;
  amount_minor: Optional<number>;
  minimum_minor: Generated<number>;
  valid_from: Optional<Date>;
  valid_until: Optional<Date>;
  usage_limit: Optional<number>;
  per_customer_limit: Optional<number>;
  times_used: Generated<number>;
  created_at: Fixed<Date>;
};

type CouponCustomersTable = {
  coupon_id: Fixed<string>;
  customer_id: Fixed<string>;
  times_used: number;
  per_customer_limit: Optional<number>;
};

/** The quote together with what it was made for: another address or other items make it stale. */
export type StoredShippingQuote = ShippingQuote & { readonly basis: string };

type CartsTable = {
  id: Fixed<string>;
  customer_id: Fixed<string>;
  status: Generated<'open' | 'ordered'>;
  currency: Currency;
  tax_mode: Fixed<TaxMode>;
  address: JSONColumnType<Address | null, string | null, string | null>;
  coupon_code: Optional<string>;
  shipping_quote: JSONColumnType<StoredShippingQuote | null, string | null, string | null>;
  shipping_rate_reference: Optional<string>;
  version: Generated<number>;
  created_at: Fixed<Date>;
  updated_at: Date;
};

type CartItemsTable = {
  cart_id: Fixed<string>;
  product_id: Fixed<string>;
  position: number;
  quantity: number;
  seen_price_minor: number;
};

type OrdersTable = {
  id: Fixed<string>;
  customer_id: Fixed<string>;
  cart_id: Fixed<string>;
  status: OrderStatus;
  currency: Fixed<Currency>;
  tax_mode: Fixed<TaxMode>;
  fx_rate_micros: Fixed<number>;
  fx_date: Fixed<string>;
  subtotal_minor: Fixed<number>;
  discount_minor: Fixed<number>;
  shipping_net_minor: Fixed<number>;
  shipping_tax_minor: Fixed<number>;
  shipping_rate_basis_points: Fixed<number>;
  net_minor: Fixed<number>;
  tax_minor: Fixed<number>;
  total_minor: Fixed<number>;
  coupon_id: Optional<string>;
  email: string;
  delivery_note: Optional<string>;
  address: Json<Address>;
  shipping_quote_reference: string;
  shipping_rate_reference: string;
  shipping_carrier: Fixed<string>;
  shipping_service: Fixed<string>;
  cancel_reason: Optional<CancelReason>;
  version: Generated<number>;
  placed_at: Fixed<Date>;
  expires_at: Fixed<Date>;
  confirmed_at: Optional<Date>;
  fulfilled_at: Optional<Date>;
  cancelled_at: Optional<Date>;
};

export type CancelReason = 'customer' | 'back_office' | 'reservation_expired';

type OrderLinesTable = {
  order_id: Fixed<string>;
  position: Fixed<number>;
  product_id: Fixed<string>;
  sku: Fixed<string>;
  name: Fixed<string>;
  quantity: Fixed<number>;
  base_unit_minor: Fixed<number>;
  unit_minor: Fixed<number>;
  rate_basis_points: Fixed<number>;
  subtotal_minor: Fixed<number>;
  discount_minor: Fixed<number>;
  net_minor: Fixed<number>;
  tax_minor: Fixed<number>;
  gross_minor: Fixed<number>;
};

type PaymentsTable = {
  id: Fixed<string>;
  order_id: Fixed<string>;
  currency: Fixed<Currency>;
  status: PaymentStatus;
  amount_minor: Fixed<number>;
  authorized_minor: Generated<number>;
  captured_minor: Generated<number>;
  capturing_minor: Generated<number>;
  refunded_minor: Generated<number>;
  refunding_minor: Generated<number>;
  provider_reference: Optional<string>;
  decline_code: Optional<string>;
  next_action_url: Optional<string>;
  voiding_since: Optional<Date>;
  settle_after: Date;
  version: Generated<number>;
  created_at: Fixed<Date>;
  updated_at: Date;
};

export type EffectStatus = 'processing' | 'succeeded' | 'failed';

type CapturesTable = {
  id: Fixed<string>;
  payment_id: Fixed<string>;
  status: EffectStatus;
  amount_minor: Fixed<number>;
  net_minor: Optional<number>;
  tax_minor: Optional<number>;
  final: Fixed<boolean>;
  settle_after: Date;
  created_at: Fixed<Date>;
  settled_at: Optional<Date>;
};

type RefundsTable = {
  id: Fixed<string>;
  payment_id: Fixed<string>;
  status: EffectStatus;
  amount_minor: Fixed<number>;
  net_minor: Optional<number>;
  tax_minor: Optional<number>;
  reason: Optional<string>;
  provider_reference: Optional<string>;
  settle_after: Date;
  created_at: Fixed<Date>;
  settled_at: Optional<Date>;
};

type ShipmentsTable = {
  id: Fixed<string>;
  order_id: Fixed<string>;
  status: ShipmentStatus;
  carrier: Fixed<string>;
  service: Fixed<string>;
  quote_reference: Fixed<string>;
  rate_reference: Fixed<string>;
  tracker_reference: Optional<string>;
  tracking_code: Optional<string>;
  label_url: Optional<string>;
  cost_minor: Optional<number>;
  cost_currency: Optional<Currency>;
  settle_after: Date;
  version: Generated<number>;
  created_at: Fixed<Date>;
  updated_at: Date;
};

type TrackingUpdatesTable = {
  shipment_id: Fixed<string>;
  event_id: Fixed<string>;
  status: Fixed<TrackingStatus>;
  occurred_at: Fixed<Date>;
};

export const LEDGER_ACCOUNTS = [
  'payment_clearing',
  'sales',
  'vat_payable',
  'shipping_expense',
  'carrier_payable',
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

/** A reversal takes back the posting of a refund that failed after it had succeeded. */
export const LEDGER_KINDS = ['capture', 'refund', 'refund_reversal', 'label'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

type LedgerTransactionsTable = {
  id: Fixed<string>;
  order_id: Fixed<string>;
  kind: Fixed<LedgerKind>;
  source_id: Fixed<string>;
  currency: Fixed<Currency>;
  occurred_at: Fixed<Date>;
};

type LedgerEntriesTable = {
  id: Generated<number>;
  transaction_id: Fixed<string>;
  account: Fixed<LedgerAccount>;
  amount_minor: Fixed<number>;
  currency: Fixed<Currency>;
};

type IdempotencyKeysTable = {
  principal: Fixed<string>;
  key: Fixed<string>;
  fingerprint: Fixed<Buffer>;
  resource_id: Fixed<string>;
  attempt: Generated<number>;
  status: 'running' | 'finished';
  locked_until: Date;
  response_status: Optional<number>;
  response_headers: JSONColumnType<Record<string, string> | null, string | null, string | null>;
  response_body: Optional<string>;
  created_at: Fixed<Date>;
  finished_at: Optional<Date>;
};

export type AggregateType = 'order' | 'payment' | 'shipment';

type OutboxTable = {
  id: Fixed<string>;
  aggregate_type: Fixed<AggregateType>;
  aggregate_id: Fixed<string>;
  aggregate_version: Fixed<number>;
  type: Fixed<string>;
  payload: ColumnType<Record<string, unknown>, string, never>;
  created_at: Fixed<Date>;
  available_at: Date;
  locked_until: Optional<Date>;
  attempts: Generated<number>;
  last_error: Optional<string>;
  published_at: Optional<Date>;
  dead_at: Optional<Date>;
};

type InboxTable = {
  provider: Fixed<string>;
  event_id: Fixed<string>;
  type: Fixed<string>;
  received_at: Fixed<Date>;
};

type RateSnapshotsTable = {
  kind: Fixed<'vat' | 'exchange'>;
  key: Fixed<string>;
  payload: ColumnType<unknown, string, string>;
  fetched_at: Date;
};

export type ProductRow = Selectable<ProductsTable>;
export type CouponRow = Selectable<CouponsTable>;
export type CartRow = Selectable<CartsTable>;
export type OrderRow = Selectable<OrdersTable>;
export type OrderLineRow = Selectable<OrderLinesTable>;
export type PaymentRow = Selectable<PaymentsTable>;
export type CaptureRow = Selectable<CapturesTable>;
export type RefundRow = Selectable<RefundsTable>;
export type ShipmentRow = Selectable<ShipmentsTable>;
export type OutboxRow = Selectable<OutboxTable>;
