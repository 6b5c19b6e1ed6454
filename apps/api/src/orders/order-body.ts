import { money, type TaxGroup } from '@topheavy/domain';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { exchangeRateBody } from '../carts/exchange-rate-schema.ts';
import { taxesBody } from '../carts/taxes-schema.ts';
import type { Database, OrderRow } from '../db/schema.ts';
import { etag } from '../http/etag.ts';
import { moneyBody } from '../http/money-schema.ts';
import { loadOrders, type OrderView } from './load-orders.ts';
import type { orderSchema } from './order-schema.ts';

type OrderBody = z.input<typeof orderSchema>;

export function orderBody(view: OrderView): OrderBody {
  const { order, payment, shipmentId, couponCode } = view;
  return {
    id: order.id,
    status: order.status,
    currency: order.currency,
    taxMode: order.tax_mode,
    email: order.email,
    address: order.address,
    deliveryNote: order.delivery_note,
    lines: linesBody(view),
    shipping: {
      carrier: order.shipping_carrier,
      service: order.shipping_service,
      ...amountsBody(view, order.shipping_net_minor, order.shipping_tax_minor),
    },
    couponCode,
    exchangeRate: exchangeRateBody(order.currency, { rateMicros: order.fx_rate_micros, date: order.fx_date }),
    totals: totalsBody(view),
    payment: payment && { id: payment.id, status: payment.status },
    shipmentId,
    cancelReason: order.cancel_reason,
    placedAt: order.placed_at.toISOString(),
    expiresAt: order.expires_at.toISOString(),
    confirmedAt: order.confirmed_at?.toISOString() ?? null,
    fulfilledAt: order.fulfilled_at?.toISOString() ?? null,
    cancelledAt: order.cancelled_at?.toISOString() ?? null,
  };
}

/** The answer of every call that shows one order. Its payment and shipment change without it. */
export async function orderReply(
  db: Kysely<Database>,
  order: OrderRow,
): Promise<{ body: OrderBody; headers: { ETag: string } }> {
  const [view] = await loadOrders(db, [order]);
  if (view === undefined) throw new Error(`order ${order.id} could not be shown`);
  const body = orderBody(view);
  const { payment, shipmentId } = body;
  return { body, headers: { ETag: etag(order.version, { payment, shipmentId }) } };
}

const minorBody = ({ order }: OrderView, amountMinor: number) =>
  moneyBody(money(amountMinor, order.currency));

const amountsBody = (view: OrderView, netMinor: number, taxMinor: number) => ({
  net: minorBody(view, netMinor),
  tax: minorBody(view, taxMinor),
  gross: minorBody(view, netMinor + taxMinor),
});

const linesBody = (view: OrderView): OrderBody['lines'] =>
  view.lines.map((line) => ({
    productId: line.product_id,
    sku: line.sku,
    name: line.name,
    quantity: line.quantity,
    unitPrice: minorBody(view, line.unit_minor),
    subtotal: minorBody(view, line.subtotal_minor),
    discount: minorBody(view, line.discount_minor),
    ...amountsBody(view, line.net_minor, line.tax_minor),
    rateBasisPoints: line.rate_basis_points,
  }));

function totalsBody(view: OrderView): OrderBody['totals'] {
  const { order } = view;
  const shippingTaxMinor = order.tax_mode === 'inclusive' ? order.shipping_tax_minor : 0;
  return {
    subtotal: minorBody(view, order.subtotal_minor),
    discount: minorBody(view, order.discount_minor),
    shipping: minorBody(view, order.shipping_net_minor + shippingTaxMinor),
    net: minorBody(view, order.net_minor),
    tax: minorBody(view, order.tax_minor),
    total: minorBody(view, order.total_minor),
    taxes: taxesBody(taxGroups(view), order.currency),
  };
}

/** Lines and shipping add up to their rate groups exactly, so the groups need not be kept. */
function taxGroups({ order, lines }: OrderView): TaxGroup[] {
  const shipping = {
    rate_basis_points: order.shipping_rate_basis_points,
    net_minor: order.shipping_net_minor,
    tax_minor: order.shipping_tax_minor,
  };
  const byRate = Map.groupBy([...lines, shipping], (part) => part.rate_basis_points);
  return [...byRate]
    .toSorted(([a], [b]) => b - a)
    .map(([rateBasisPoints, parts]) => {
      const netMinor = parts.reduce((sum, part) => sum + part.net_minor, 0);
      const taxMinor = parts.reduce((sum, part) => sum + part.tax_minor, 0);
      return { rateBasisPoints, netMinor, taxMinor, grossMinor: netMinor + taxMinor };
    });
}
