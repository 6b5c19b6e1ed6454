import type { ShopContext } from './context.ts';

type Parcel = {
  readonly to_address: { readonly name: string; readonly street1: string; readonly city: string };
  readonly postage_label: object | null;
  readonly tracking_code: string | null;
};

/** The parcels as the carriers have them. */
export function carriers({ world }: ShopContext) {
  const { control } = world.fakes;
  /** With a label that somebody has to pay for. */
  const parcels = async (): Promise<Parcel[]> => {
    const { shipments } = (await control.state('easypost')) as { shipments: Record<string, Parcel> };
    return Object.values(shipments).filter((shipment) => shipment.postage_label !== null);
  };
  return {
    /** The addresses on the labels that were bought. */
    labels: async (): Promise<Parcel['to_address'][]> => (await parcels()).map((parcel) => parcel.to_address),
    labelsBought: async (): Promise<number> => (await parcels()).length,
    /** Printed on the last label that was sold, whether the shop knows of it or not. */
    lastTrackingCode: async (): Promise<string> => (await parcels()).at(-1)?.tracking_code ?? '',
    /** The parcel is scanned somewhere on its way. */
    carrierReports: ({ trackingCode }: { readonly trackingCode: string }, status: string) =>
      control.given('easypost', 'tracker_status', { tracking_code: trackingCode, status }),
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
