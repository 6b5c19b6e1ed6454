/** Square's document limits a page of counts (1000) but not the ids or changes of one request: stay well below. */
const BATCH_SIZE = 100;

export function inBatches<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const batches = Math.ceil(items.length / BATCH_SIZE);
  return Array.from({ length: batches }, (_, index) =>
    items.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
  );
}
