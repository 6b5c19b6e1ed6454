import type { ShopContext } from './context.ts';

type Parcel = {
  readonly selected_rate: object | null;
  readonly tracking_code: string | null;
  readonly to_address: { readonly street1: string; readonly city: string };
};
type EasypostState = { readonly shipments: Readonly<Record<string, Parcel>> };

/** Parcels as the carrier knows them. */
export function carrier({ world }: ShopContext) {
  const { control } = world.fakes;
  const parcelsSent = async (): Promise<Parcel[]> => {
    const { shipments } = (await control.state('easypost')) as EasypostState;
    return Object.values(shipments).filter(({ selected_rate: bought }) => bought !== null);
  };
  return {
    /** The parcel is scanned somewhere on its way. */
    carrierReports: ({ trackingCode }: { readonly trackingCode: string }, status: string) =>
      control.given('easypost', 'tracker_status', { tracking_code: trackingCode, status }),
    /** How many labels somebody has to pay for. */
    labelsBought: async (): Promise<number> => (await parcelsSent()).length,
    /** Where the parcels go whose labels were bought. */
    labelAddresses: async () => (await parcelsSent()).map(({ to_address: address }) => address),
    /** Printed on the last label that the carrier sold, whether the shop knows of it or not. */
    lastTrackingCode: async (): Promise<string> => (await parcelsSent()).at(-1)?.tracking_code ?? '',
  };
}
