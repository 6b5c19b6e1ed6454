import type { AnyOperation } from '../http/operation.ts';
import { buyLabel } from './buy-label.ts';
import { readShipment } from './read-shipment.ts';

export const shipmentOperations: readonly AnyOperation[] = [buyLabel, readShipment];
