/** The shop as processes of its own, and the check of its books: for programs that are no test. */
export { providerNames } from '@topheavy/fakes';
export { assertInvariants } from './invariants/assert-invariants.ts';
export { copiesOf } from './shop/cart-copies.ts';
export { startApiProcess, type ApiProcess } from './world/api-process.ts';
export { EASYPOST_WEBHOOK_SECRET, fakesEnvironment, STRIPE_WEBHOOK_SECRETS } from './world/fakes-settings.ts';
