import type { ShopContext } from './context.ts';
import type { Product } from './types.ts';

type Count = {
  readonly catalogObjectId: string;
  readonly state: string;
  readonly hundredThousandths: number;
};

/** The location whose stock is sold: SQUARE_LOCATION_ID of the test world. */
const LOCATION = 'L_MAIN';

/** The goods as the inventory service has them, whatever the shop believes. */
export function warehouse({ world }: ShopContext) {
  const { control } = world.fakes;
  return {
    /** Somebody counts what is on the shelf: `12`, or `'7.5'` where goods are weighed. */
    warehouseCounts: (product: Pick<Product, 'inventoryReference'>, units: number | string) =>
      control.given('square', 'stock', {
        catalog_object_id: product.inventoryReference,
        location_id: LOCATION,
        quantity: String(units),
      }),
    /** Units in each state, as the service would answer. */
    async atTheWarehouse({ inventoryReference }: Pick<Product, 'inventoryReference'>) {
      const { counts } = (await control.state('square')) as { counts: readonly Count[] };
      const unitsIn = (state: string): number =>
        counts
          .filter((count) => count.catalogObjectId === inventoryReference && count.state === state)
          .reduce((sum, count) => sum + count.hundredThousandths / 100_000, 0);
      return { inStock: unitsIn('IN_STOCK'), sold: unitsIn('SOLD') };
    },
  };
}
