import type { Address } from './types.ts';

/** VAT 20 %, reduced 10 and 5.5 %. */
export const FRANCE: Address = {
  name: 'Sophie Germain',
  line1: '13 rue de Savoie',
  line2: '2e étage',
  city: 'Paris',
  postalCode: '75006',
  country: 'FR',
};

/** VAT 25 %, and no reduced rate. */
export const DENMARK: Address = {
  name: 'Tycho Brahe',
  line1: 'Nørregade 10',
  city: 'København',
  postalCode: '1165',
  country: 'DK',
};

/** VAT 24 %, reduced 13 and 6 %. */
export const GREECE: Address = {
  name: 'Hypatia',
  line1: 'Panepistimiou 30',
  city: 'Athina',
  postalCode: '106 79',
  country: 'GR',
};

/** VAT 25.5 %, reduced 13.5 and 10 %. */
export const FINLAND: Address = {
  name: 'Rolf Nevanlinna',
  line1: 'Mannerheimintie 1',
  city: 'Helsinki',
  postalCode: '00100',
  country: 'FI',
};
