import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Id } from './carts.ts';

/** As many carts as asked for: this one and copies of its rows, ready for the same order. */
export async function copiesOf(database: Pool, cart: Id, count: number): Promise<Id[]> {
  const ids = Array.from({ length: count - 1 }, () => randomUUID());
  await database.query(
    `WITH copies AS (
       INSERT INTO carts SELECT copy.*
       FROM unnest($2::uuid[]) AS new_id, carts AS original,
         jsonb_populate_record(original, jsonb_build_object('id', new_id)) AS copy
       WHERE original.id = $1
     )
     INSERT INTO cart_items SELECT copy.*
     FROM unnest($2::uuid[]) AS new_id, cart_items AS original,
       jsonb_populate_record(original, jsonb_build_object('cart_id', new_id)) AS copy
     WHERE original.cart_id = $1`,
    [cart.id, ids],
  );
  return [cart, ...ids.map((id) => ({ id }))];
}
