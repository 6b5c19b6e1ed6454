/** One call has at most 100 references or items, as a cart has and a page of products: Square itself allows more. */
export type InventoryGateway = {
  /** Whole units in stock, at least 0, by inventory reference; a reference the service has no count for is absent. */
  countsInStock(references: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * Moves units from stock to sold. The same `changeId` counts once, and comes with the same `occurredAt`
   * and items each time: another request under a used id is `rejected`.
   */
  recordSale(sale: {
    changeId: string;
    occurredAt: Date;
    items: readonly { reference: string; quantity: number }[];
  }): Promise<void>;
};
