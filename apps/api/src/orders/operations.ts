import type { AnyOperation } from '../http/operation.ts';
import { cancelOrder } from './cancel-order.ts';
import { listOrders } from './list-orders.ts';
import { placeOrder } from './place-order.ts';
import { readOrder } from './read-order.ts';
import { updateOrder } from './update-order.ts';

export const orderOperations: readonly AnyOperation[] = [
  placeOrder,
  readOrder,
  listOrders,
  updateOrder,
  cancelOrder,
];
