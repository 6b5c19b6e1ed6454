import type { ShopContext } from './context.ts';

type Parcel = {
  readonly to_address: { readonly name: string; readonly street1: string; readonly city: string };
  readonly postage_label: object | null;
};

/** The parcels as the carriers have them. */
export function carriers({ world }: ShopContext) {
  const { control } = world.fakes;
  return {
    /** The addresses on the labels that were bought. */
    async labels(): Promise<Parcel['to_address'][]> {
      const { shipments } = (await control.state('easypost')) as { shipments: Record<string, Parcel> };
      return Object.values(shipments)
        .filter((shipment) => shipment.postage_label !== null)
        .map((shipment) => shipment.to_address);
    },
    /** The next address that the carriers are asked about is one that they cannot find. */
    carriersDoNotFindNextAddress: () =>
      control.arm({
        on: { op: 'easypost.shipments.create' },
        phase: 'before-effect',
        effect: {
          kind: 'status',
          code: 422,
          body: {
            error: { code: 'ADDRESS.VERIFY.FAILURE', message: 'Unable to verify address.', errors: [] },
          },
        },
      }),
  };
}
