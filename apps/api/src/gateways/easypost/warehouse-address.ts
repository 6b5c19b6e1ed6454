/** Where every parcel leaves from. The shop has one warehouse. */
export const WAREHOUSE_ADDRESS = {
  name: 'Topheavy Versand',
  street1: 'Stralauer Allee 6',
  city: 'Berlin',
  zip: '10245',
  country: 'DE',
} as const;
