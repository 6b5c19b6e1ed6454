import type { ShopContext } from './context.ts';
import type { Product } from './types.ts';

type Goods = Pick<Product, 'inventoryReference'>;
type Count = {
  readonly catalogObjectId: string;
  readonly state: string;
  readonly hundredThousandths: number;
};

/** The inventory service's own count of the goods. */
export function inventory({ world }: ShopContext) {
  const { control } = world.fakes;
  return {
    /** Somebody counts the shelf. */
    inventoryCounts: ({ inventoryReference }: Goods, quantity: number) =>
      control.given('square', 'stock', {
        catalog_object_id: inventoryReference,
        location_id: world.api.dependencies.config.gateways.square.locationId,
        quantity: String(quantity),
      }),
    async atTheInventory({ inventoryReference }: Goods): Promise<number> {
      const { counts } = (await control.state('square')) as { counts: readonly Count[] };
      const inStock = counts.find(
        ({ catalogObjectId, state }) => catalogObjectId === inventoryReference && state === 'IN_STOCK',
      );
      return (inStock?.hundredThousandths ?? 0) / 100_000;
    },
  };
}
