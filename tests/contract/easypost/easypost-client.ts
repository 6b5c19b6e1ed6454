import EasyPostModule, { type IShipment, type ITracker } from '@easypost/api';
import type { Fakes } from '@topheavy/fakes';
import type { Target } from '../target/test-at-target.ts';

/**
 * The package's types claim CommonJS, where the client were a property `default`; the module that an
 * import resolves to exports the client itself (8.9.0, `exports` in its package.json).
 */
const EasyPostClient = EasyPostModule as unknown as typeof EasyPostModule.default;

export type EasyPost = InstanceType<typeof EasyPostClient>;

export const easypostAt = ({ urls }: Target, key = 'EZTKtest'): EasyPost =>
  new EasyPostClient(key, { baseUrl: `${urls.easypost}/v2/` });

/** Both in the United States: every account has USPS, and not every one has a carrier in Europe. */
export const oakland = {
  name: 'Topheavy',
  street1: '1300 Broadway',
  city: 'Oakland',
  state: 'CA',
  zip: '94612',
  country: 'US',
};

export const newYork = {
  name: 'Ada Customer',
  street1: '350 5th Ave',
  city: 'New York',
  state: 'NY',
  zip: '10118',
  country: 'US',
};

export const berlin = {
  name: 'Topheavy',
  street1: 'Torstr. 1',
  city: 'Berlin',
  zip: '10119',
  country: 'DE',
};

export const paris = {
  name: 'Ada Customer',
  street1: '5 rue de la Paix',
  city: 'Paris',
  zip: '75002',
  country: 'FR',
};

export const tokyo = {
  name: 'Ken Customer',
  street1: '1-1 Chiyoda',
  city: 'Tokyo',
  zip: '100-0001',
  country: 'JP',
};

export const parcel = { length: 20, width: 15, height: 10, weight: 35 };

export const create = (client: EasyPost, change: object = {}): Promise<IShipment> =>
  client.Shipment.create({
    from_address: oakland,
    to_address: newYork,
    parcel,
    reference: 'o-17',
    ...change,
  });

/** Buys the first rate. */
export const buy = async (client: EasyPost, shipment: IShipment, insurance?: number): Promise<IShipment> => {
  const [rate] = shipment.rates;
  if (rate === undefined) throw new Error('The shipment has no rates.');
  return client.Shipment.buy(shipment.id, rate, insurance);
};

export const bought = async (client: EasyPost): Promise<IShipment> => buy(client, await create(client));

export const trackerStatus = (
  fakes: Fakes,
  trackingCode: string,
  status: ITracker['status'],
): Promise<unknown> =>
  fakes.control.given('easypost', 'tracker_status', { tracking_code: trackingCode, status });
