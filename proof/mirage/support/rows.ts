import type {
  CaptureRow,
  CartRow,
  CouponRow,
  OrderLineRow,
  OrderRow,
  OutboxRow,
  PaymentRow,
  RefundRow,
  ShipmentRow,
} from '#api/db/schema.ts';
import type { CartItem } from '#api/carts/load-cart.ts';
import type { ProductWithStock } from '#api/products/select-products.ts';

export const NOW = new Date('2026-03-02T10:00:00.000Z');
export const LATER = new Date('2026-03-02T11:00:00.000Z');

/** Ids that pass for UUIDs: `uuid(7)` ends in 7. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const address = {
  name: 'Ada Lovelace',
  line1: 'Unter den Linden 1',
  city: 'Berlin',
  postalCode: '10117',
  country: 'DE' as const,
};

export const product = (overrides: Partial<ProductWithStock> = {}): ProductWithStock => ({
  id: uuid(1),
  sku: 'MUG-1',
  name: 'Mug',
  description: 'A mug',
  tax_category: 'standard',
  weight_grams: 350,
  inventory_reference: 'sq-mug',
  active: true,
  price_minor: 1000,
  on_hand: 10,
  reserved: 2,
  ...overrides,
});

export const cartItem = (overrides: Partial<CartItem> = {}): CartItem => ({
  ...product(),
  quantity: 2,
  seen_price_minor: 1000,
  ...overrides,
});

export const cart = (overrides: Partial<CartRow> = {}): CartRow => ({
  id: uuid(2),
  customer_id: uuid(3),
  status: 'open',
  currency: 'EUR',
  tax_mode: 'inclusive',
  address: null,
  coupon_code: null,
  shipping_quote: null,
  shipping_rate_reference: null,
  version: 1,
  created_at: NOW,
  updated_at: NOW,
  ...overrides,
});

export const coupon = (overrides: Partial<CouponRow> = {}): CouponRow => ({
  id: uuid(4),
  code: 'SPRING',
  kind: 'percentage',
  basis_points: 1000,
  amount_minor: null,
  minimum_minor: 0,
  valid_from: null,
  valid_until: null,
  usage_limit: null,
  per_customer_limit: null,
  times_used: 0,
  created_at: NOW,
  ...overrides,
});

export const order = (overrides: Partial<OrderRow> = {}): OrderRow => ({
  id: uuid(5),
  customer_id: uuid(3),
  cart_id: uuid(2),
  status: 'pending_payment',
  currency: 'EUR',
  tax_mode: 'inclusive',
  fx_rate_micros: 1_000_000,
  fx_date: '2026-03-02',
  subtotal_minor: 2000,
  discount_minor: 0,
  shipping_net_minor: 420,
  shipping_tax_minor: 80,
  shipping_rate_basis_points: 1900,
  net_minor: 2101,
  tax_minor: 399,
  total_minor: 2500,
  coupon_id: null,
  email: 'ada@example.com',
  delivery_note: null,
  address,
  shipping_quote_reference: 'shp_1',
  shipping_rate_reference: 'rate_1',
  shipping_carrier: 'DHL',
  shipping_service: 'Paket',
  cancel_reason: null,
  version: 1,
  placed_at: NOW,
  expires_at: LATER,
  confirmed_at: null,
  fulfilled_at: null,
  cancelled_at: null,
  ...overrides,
});

export const orderLine = (overrides: Partial<OrderLineRow> = {}): OrderLineRow => ({
  order_id: uuid(5),
  position: 1,
  product_id: uuid(1),
  sku: 'MUG-1',
  name: 'Mug',
  quantity: 2,
  base_unit_minor: 1000,
  unit_minor: 1000,
  rate_basis_points: 1900,
  subtotal_minor: 2000,
  discount_minor: 0,
  net_minor: 1681,
  tax_minor: 319,
  gross_minor: 2000,
  ...overrides,
});

export const payment = (overrides: Partial<PaymentRow> = {}): PaymentRow => ({
  id: uuid(6),
  order_id: uuid(5),
  currency: 'EUR',
  status: 'authorized',
  amount_minor: 2500,
  authorized_minor: 2500,
  captured_minor: 0,
  capturing_minor: 0,
  refunded_minor: 0,
  refunding_minor: 0,
  provider_reference: 'pi_1',
  decline_code: null,
  next_action_url: null,
  voiding_since: null,
  settle_after: LATER,
  version: 2,
  created_at: NOW,
  updated_at: NOW,
  ...overrides,
});

export const capture = (overrides: Partial<CaptureRow> = {}): CaptureRow => ({
  id: uuid(7),
  payment_id: uuid(6),
  status: 'processing',
  amount_minor: 1000,
  net_minor: null,
  tax_minor: null,
  final: false,
  settle_after: LATER,
  created_at: NOW,
  settled_at: null,
  ...overrides,
});

export const refund = (overrides: Partial<RefundRow> = {}): RefundRow => ({
  id: uuid(8),
  payment_id: uuid(6),
  status: 'processing',
  amount_minor: 500,
  net_minor: null,
  tax_minor: null,
  reason: null,
  provider_reference: null,
  settle_after: LATER,
  created_at: NOW,
  settled_at: null,
  ...overrides,
});

export const shipment = (overrides: Partial<ShipmentRow> = {}): ShipmentRow => ({
  id: uuid(9),
  order_id: uuid(5),
  status: 'purchasing',
  carrier: 'DHL',
  service: 'Paket',
  quote_reference: 'shp_1',
  rate_reference: 'rate_1',
  tracker_reference: null,
  tracking_code: null,
  label_url: null,
  cost_minor: null,
  cost_currency: null,
  settle_after: LATER,
  version: 1,
  created_at: NOW,
  updated_at: NOW,
  ...overrides,
});

export const outboxEvent = (overrides: Partial<OutboxRow> = {}): OutboxRow => ({
  id: uuid(10),
  aggregate_type: 'order',
  aggregate_id: uuid(5),
  aggregate_version: 1,
  type: 'order.placed',
  payload: {
    orderId: uuid(5),
    email: 'ada@example.com',
    total: { amount: 2500, currency: 'EUR' },
    expiresAt: LATER.toISOString(),
    cancelReason: null,
  },
  created_at: NOW,
  available_at: NOW,
  locked_until: null,
  attempts: 1,
  last_error: null,
  published_at: null,
  dead_at: null,
  ...overrides,
});
