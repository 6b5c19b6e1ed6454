import type { AnyOperation } from '../http/operation.ts';
import { createCoupon } from './create-coupon.ts';
import { readCoupon } from './read-coupon.ts';

export const couponOperations: readonly AnyOperation[] = [createCoupon, readCoupon];
