import type { Client } from 'pg';
import { catalogue, stock } from './history/catalogue.ts';
import { coupons } from './history/coupons.ts';
import { customers } from './history/customers.ts';
import { ledger } from './history/ledger.ts';
import { messages } from './history/messages.ts';
import { orderEvents, orders, plan } from './history/orders.ts';
import { paymentPlan, payments } from './history/payments.ts';
import { shipments } from './history/shipments.ts';
import { words } from './history/words.ts';

export type HistorySize = { readonly orders: number; readonly seed: number };

export const HISTORY: HistorySize = { orders: 50_000, seed: 2022 };

/** Status of an order × of a payment, or none × of a shipment, or none: each occurs. */
export const HISTORY_STATES = 4 * 8 * 7;

/**
 * Fills a migrated, empty database with three years of a shop's life, the same rows for the same seed. All constraints
 * and triggers are in force: what they refuse did not happen.
 */
export async function generateHistory(
  client: Client,
  { orders: count, seed }: HistorySize = HISTORY,
): Promise<void> {
  const buyers = Math.ceil(count / 8);
  const products = Math.ceil(count / 125);
  const steps = [
    words(seed),
    catalogue(products),
    customers(Math.ceil(buyers * 1.25), buyers),
    plan(count, buyers, products),
    orderEvents,
    coupons,
    orders(count),
    paymentPlan,
    payments(count),
    shipments(count),
    ledger,
    messages(count),
    stock,
  ];
  await client.query(`SET work_mem = '64MB'`);
  // Each text is one transaction: what is checked at commit is checked then.
  for (const step of steps) await client.query(step);
  await client.query('RESET work_mem');
  await client.query('DISCARD TEMP');
  await client.query('VACUUM (ANALYZE)');
}
