/** Where a parcel goes, seen from where it starts. */
export type Zone = 'domestic' | 'continental' | 'worldwide';

export type CarrierService = {
  carrier: 'USPS' | 'UPS';
  service: string;
  /** US cents: a price for the parcel and one for each ounce of it. */
  baseCents: number;
  centsPerOunce: number;
  deliveryDays: number;
};

type Row = readonly [service: string, baseCents: number, centsPerOunce: number, deliveryDays: number];

/** Names as EasyPost lists them by carrier; the prices are ours, in the order of the real ones. */
const usps: Readonly<Record<Zone, readonly Row[]>> = {
  domestic: [
    ['GroundAdvantage', 460, 9, 3],
    ['Priority', 580, 12, 2],
    ['Express', 2640, 38, 1],
  ],
  continental: [],
  worldwide: [
    ['FirstClassPackageInternationalService', 1390, 42, 14],
    ['PriorityMailInternational', 3980, 65, 8],
    ['ExpressMailInternational', 6240, 84, 4],
  ],
};

const ups: Readonly<Record<Zone, readonly Row[]>> = {
  domestic: [
    ['UPSStandard', 640, 4, 2],
    ['UPSSaver', 1480, 11, 1],
    ['Express', 2210, 17, 1],
  ],
  continental: [
    ['UPSStandard', 1120, 8, 4],
    ['UPSSaver', 2870, 21, 2],
    ['Express', 4130, 29, 1],
  ],
  worldwide: [
    ['Expedited', 3890, 46, 5],
    ['UPSSaver', 5270, 63, 3],
    ['Express', 7140, 81, 2],
  ],
};

/** Countries that a parcel crosses by road: the EU, its neighbours in the single market, and the UK. */
const continent = new Set(
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
    ' ',
  ),
);

const zoneBetween = (from: string, to: string): Zone => {
  if (from === to) return 'domestic';
  return continent.has(from) && continent.has(to) ? 'continental' : 'worldwide';
};

export const carrierFrom = (country: string): 'USPS' | 'UPS' => (country === 'US' ? 'USPS' : 'UPS');

export const servicesBetween = (from: string, to: string): CarrierService[] => {
  const carrier = carrierFrom(from);
  return (carrier === 'USPS' ? usps : ups)[zoneBetween(from, to)].map(
    ([service, baseCents, centsPerOunce, deliveryDays]) => ({
      carrier,
      service,
      baseCents,
      centsPerOunce,
      deliveryDays,
    }),
  );
};

/** USPS carries up to 70 pounds, UPS up to 150. */
export const heaviestOunces = { USPS: 1120, UPS: 2400 } as const;

/** One account per carrier. */
export const carrierAccountId = {
  USPS: 'ca_00000000000000000000000000000001',
  UPS: 'ca_00000000000000000000000000000002',
} as const;
