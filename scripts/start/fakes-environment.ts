import type { Fakes } from '@topheavy/fakes';

export const STRIPE_WEBHOOK_SECRET = 'whsec_shop_on_this_machine';
export const EASYPOST_WEBHOOK_SECRET = 'easypost-shop-on-this-machine';
export const SQUARE_LOCATION_ID = 'L_SHOP';

/** Points the API at the fakes, which take any key of the right form: no real account is ever reached. */
export const fakesEnvironment = (urls: Fakes['urls']): Record<string, string> => ({
  STRIPE_URL: urls.stripe,
  STRIPE_SECRET_KEY: 'sk_test_shop',
  STRIPE_WEBHOOK_SECRETS: STRIPE_WEBHOOK_SECRET,
  VATCOMPLY_URL: urls.vatcomply,
  FRANKFURTER_URL: urls.frankfurter,
  EASYPOST_URL: urls.easypost,
  EASYPOST_API_KEY: 'EZTKshop',
  EASYPOST_WEBHOOK_SECRET,
  SQUARE_URL: urls.square,
  SQUARE_ACCESS_TOKEN: 'square-shop',
  SQUARE_LOCATION_ID,
  RESEND_URL: urls.resend,
  RESEND_API_KEY: 're_shop',
});
