import type { AnyOperation } from '../http/operation.ts';
import { changePrice } from './change-price.ts';
import { createProduct } from './create-product.ts';
import { listPrices } from './list-prices.ts';
import { listProducts } from './list-products.ts';
import { readProduct } from './read-product.ts';
import { readStock } from './read-stock.ts';
import { setStock } from './set-stock.ts';
import { updateProduct } from './update-product.ts';

export const productOperations: readonly AnyOperation[] = [
  listProducts,
  readProduct,
  createProduct,
  updateProduct,
  changePrice,
  listPrices,
  readStock,
  setStock,
];
