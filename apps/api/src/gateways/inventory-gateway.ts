export type InventoryGateway = {
  /** Units in stock by inventory reference; a reference the service has no count for is absent. */
  countsInStock(references: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Moves units from stock to sold. The same `changeId` counts once. */
  recordSale(sale: {
    changeId: string;
    occurredAt: Date;
    items: readonly { reference: string; quantity: number }[];
  }): Promise<void>;
};
