import type { FakesControl } from '@topheavy/fakes';
import type { Pool } from 'pg';
import type { BookedOrder, Charge, Facts, Shown, StockCount } from './facts.ts';

const ORDERS = `
  SELECT o.id, o.status, o.total_minor::int AS "totalMinor",
    o.confirmed_at IS NOT NULL AS confirmed,
    coalesce(o.cancel_reason = 'reservation_expired' AND o.cancelled_at >= o.expires_at, false) AS expired,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'status', status, 'reference', provider_reference,
                'held', authorized_minor > 0, 'capturedMinor', captured_minor, 'refundedMinor', refunded_minor))
              FROM payments WHERE order_id = o.id), '[]') AS payments,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'status', c.status, 'amountMinor', c.amount_minor))
              FROM captures c JOIN payments p ON p.id = c.payment_id WHERE p.order_id = o.id), '[]') AS captures,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status, 'amountMinor', r.amount_minor))
              FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.order_id = o.id), '[]') AS refunds,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', id,
                'label', CASE WHEN label_url IS NULL THEN NULL ELSE quote_reference END))
              FROM shipments WHERE order_id = o.id), '[]') AS shipments
  FROM orders o`;

const STOCK = `
  SELECT p.id AS product, p.inventory_reference AS reference, s.on_hand AS "onHand", s.reserved,
    coalesce((SELECT sum(l.quantity) FROM order_lines l JOIN orders o ON o.id = l.order_id
              WHERE l.product_id = p.id AND o.status IN ('pending_payment', 'confirmed')), 0)::int AS held,
    coalesce((SELECT sum(l.quantity) FROM order_lines l JOIN orders o ON o.id = l.order_id
              WHERE l.product_id = p.id AND o.status = 'fulfilled'), 0)::int AS sold
  FROM products p JOIN stock s ON s.product_id = p.id`;

export type FactsOptions = {
  /** Units of each product before the first order. */
  readonly initially: number;
  /** Whether all sales were reported to the inventory service by now. */
  readonly salesReported: boolean;
  /** Whether mails are sent at all. */
  readonly mailed: boolean;
  /** Orders that were made by no client, and are nobody's business. */
  readonly except?: ReadonlySet<string>;
  readonly shown?: ReadonlyMap<string, Shown>;
};

/** Looks at the books and at what the providers have, which must say the same. */
export async function readFacts(
  database: Pool,
  control: FakesControl,
  { initially, salesReported, mailed, except = new Set(), shown = new Map() }: FactsOptions,
): Promise<Facts> {
  const { rows: orders } = await database.query<BookedOrder>(ORDERS);
  return {
    orders: orders.filter(({ id }) => !except.has(id)),
    charges: await charges(control),
    labels: await labels(control),
    mails: mailed ? await mails(control) : null,
    stock: await stock(database, control, { initially, salesReported }),
    shown,
  };
}

type Intent = {
  readonly id: string;
  readonly status: string;
  readonly amount_received: number;
  readonly metadata: Readonly<Record<string, string>>;
};
type StripeRefund = { readonly status: string; readonly amount: number; readonly payment_intent: string };
type StripeState = {
  readonly paymentIntents: Readonly<Record<string, Intent>>;
  readonly refunds: Readonly<Record<string, StripeRefund>>;
};

async function charges(control: FakesControl): Promise<Charge[]> {
  const { paymentIntents, refunds } = (await control.state('stripe')) as StripeState;
  const given = Map.groupBy(
    Object.values(refunds).filter(({ status }) => status === 'succeeded' || status === 'pending'),
    (refund) => refund.payment_intent,
  );
  return Object.values(paymentIntents).map(({ id, status, amount_received, metadata }) => ({
    reference: id,
    orderId: metadata['order_id'] ?? '',
    holds: status === 'requires_capture',
    capturedMinor: amount_received,
    refundedMinor: (given.get(id) ?? []).reduce((sum, { amount }) => sum + amount, 0),
  }));
}

async function labels(control: FakesControl): Promise<string[]> {
  const { shipments } = (await control.state('easypost')) as {
    shipments: Readonly<Record<string, { readonly id: string; readonly postage_label: object | null }>>;
  };
  return Object.values(shipments).flatMap(({ id, postage_label: label }) => (label === null ? [] : [id]));
}

async function mails(control: FakesControl): Promise<string[]> {
  const { emails } = (await control.state('resend')) as { emails: readonly { readonly subject: string }[] };
  return emails.map(({ subject }) => subject);
}

async function stock(
  database: Pool,
  control: FakesControl,
  { initially, salesReported }: Pick<FactsOptions, 'initially' | 'salesReported'>,
): Promise<StockCount[]> {
  const { counts } = (await control.state('square')) as {
    counts: readonly { readonly catalogObjectId: string; readonly hundredThousandths: number }[];
  };
  const atTheService = new Map(counts.map((one) => [one.catalogObjectId, one.hundredThousandths / 100_000]));
  const { rows } = await database.query<
    Omit<StockCount, 'initially' | 'atTheService'> & { readonly reference: string }
  >(STOCK);
  return rows.map(({ reference, ...row }) => ({
    ...row,
    initially,
    atTheService: salesReported ? (atTheService.get(reference) ?? 0) : null,
  }));
}
