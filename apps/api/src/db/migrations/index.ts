import type { Migration } from 'kysely/migration';
import * as catalogue from './0001-catalogue.ts';
import * as customersAndKeys from './0002-customers-and-keys.ts';
import * as couponsAndCarts from './0003-coupons-and-carts.ts';
import * as orders from './0004-orders.ts';
import * as payments from './0005-payments.ts';
import * as shipments from './0006-shipments.ts';
import * as ledger from './0007-ledger.ts';
import * as messages from './0008-messages.ts';
import * as rateSnapshots from './0009-rate-snapshots.ts';
import * as ordersAreFinal from './0010-orders-are-final.ts';
import * as lookUpsByOrder from './0011-look-ups-by-order.ts';

/** In the order in which they run. A landed migration is never edited; the next one mends it. */
export const migrations: Record<string, Migration> = {
  '0001-catalogue': catalogue,
  '0002-customers-and-keys': customersAndKeys,
  '0003-coupons-and-carts': couponsAndCarts,
  '0004-orders': orders,
  '0005-payments': payments,
  '0006-shipments': shipments,
  '0007-ledger': ledger,
  '0008-messages': messages,
  '0009-rate-snapshots': rateSnapshots,
  '0010-orders-are-final': ordersAreFinal,
  '0011-look-ups-by-order': lookUpsByOrder,
};
