import type { ProviderName } from '@topheavy/fakes';

/** What differs between two accounts or two days and is nobody's promise: prices, services, scores. */
const varying: Readonly<Record<ProviderName, readonly string[]>> = {
  stripe: [
    'has_more',
    'authorization_code',
    'calculated_statement_descriptor',
    'exp_month',
    'exp_year',
    'fingerprint',
    'network_transaction_id',
    'receipt_number',
    'risk_score',
    'transaction_link_id',
  ],
  vatcomply: [],
  frankfurter: ['iso_code', 'iso_numeric', 'name', 'quote', 'rate', 'symbol'],
  easypost: [
    'amount',
    'carrier',
    'delivery_days',
    'est_delivery_days',
    'list_rate',
    'rate',
    'retail_rate',
    'service',
    'tracking_code',
    'usps_zone',
  ],
  square: ['cursor'],
  resend: ['last_event'],
};

const varyingSets = new Map(Object.entries(varying).map(([provider, names]) => [provider, new Set(names)]));

export const varies = (provider: ProviderName, name: string): boolean =>
  varyingSets.get(provider)?.has(name) === true;

const texts = new Set(['detail', 'message', 'seller_message']);

/** Sentences for people, which a provider words anew without notice. */
export const isText = (name: string): boolean => texts.has(name);
