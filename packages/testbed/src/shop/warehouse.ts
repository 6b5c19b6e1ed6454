import type { ShopContext } from './context.ts';
import type { Product } from './types.ts';

type Count = { readonly catalogObjectId: string; readonly hundredThousandths: number };

type Adjustment = {
  readonly catalog_object_id: string;
  readonly quantity: string;
  readonly from_state: string;
  readonly to_state: string;
};

export type Sale = { readonly reference: string; readonly quantity: string; readonly movement: string };

/** The location whose stock is sold: SQUARE_LOCATION_ID of the test world. */
const LOCATION = 'L_MAIN';

/** The goods as the inventory service has them, whatever the shop believes. */
export function warehouse({ world }: ShopContext) {
  const { control } = world.fakes;
  return {
    /** Somebody counts what is on the shelf, or in another state: `12`, or `'7.5'` where goods are weighed. */
    warehouseCounts: (
      product: Pick<Product, 'inventoryReference'>,
      units: number | string,
      state: 'IN_STOCK' | 'WASTE' | 'IN_TRANSIT' = 'IN_STOCK',
    ) =>
      control.given('square', 'stock', {
        catalog_object_id: product.inventoryReference,
        location_id: LOCATION,
        state,
        quantity: String(units),
      }),
    /** Units on the shelf, as the service would answer; below zero when more was sold than counted. */
    async inTheWarehouse({ inventoryReference }: Pick<Product, 'inventoryReference'>): Promise<number> {
      const { counts } = (await control.state('square')) as { counts: readonly Count[] };
      const count = counts.find((one) => one.catalogObjectId === inventoryReference);
      return (count?.hundredThousandths ?? 0) / 100_000;
    },
    /** Every sale that the service took in, without repetitions of the same report. */
    async salesReported(): Promise<Sale[]> {
      const exchanges = await control.journal({ op: 'square.inventory.batch_change' });
      return exchanges
        .filter(({ status, replayed }) => status === 200 && !replayed)
        .flatMap(({ requestBody }) => (requestBody as { changes: { adjustment: Adjustment }[] }).changes)
        .map(({ adjustment }) => ({
          reference: adjustment.catalog_object_id,
          quantity: adjustment.quantity,
          movement: `${adjustment.from_state} → ${adjustment.to_state}`,
        }));
    },
  };
}
