import type { ProviderName } from '@topheavy/fakes';

/** Two secrets, as while one replaces the other. */
export const STRIPE_WEBHOOK_SECRETS = ['whsec_current', 'whsec_previous'] as const;
export const EASYPOST_WEBHOOK_SECRET = 'easypost-webhook-secret';

/** The environment that points the API at the fakes. */
export const fakesEnvironment = (urls: Readonly<Record<ProviderName, string>>): Record<string, string> => ({
  STRIPE_URL: urls.stripe,
  STRIPE_SECRET_KEY: 'sk_test_topheavy',
  STRIPE_WEBHOOK_SECRETS: STRIPE_WEBHOOK_SECRETS.join(','),
  VATCOMPLY_URL: urls.vatcomply,
  FRANKFURTER_URL: urls.frankfurter,
  EASYPOST_URL: urls.easypost,
  EASYPOST_API_KEY: 'EZTKtopheavy',
  EASYPOST_WEBHOOK_SECRET,
  SQUARE_URL: urls.square,
  SQUARE_ACCESS_TOKEN: 'square-token',
  SQUARE_LOCATION_ID: 'L_MAIN',
  RESEND_URL: urls.resend,
  RESEND_API_KEY: 're_topheavy',
});
