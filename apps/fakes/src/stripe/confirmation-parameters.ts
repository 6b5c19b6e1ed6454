import type Stripe from 'stripe';
import type { Confirmation } from './confirmation.ts';
import { invalidParameter } from './errors.ts';
import { flagOf, textOf, type Parameters } from './parameters.ts';

/** What confirming needs, refused where Stripe would refuse it before trying the card. */
export const readConfirmation = (
  parameters: Parameters,
  automatic: Stripe.PaymentIntent.AutomaticPaymentMethods | null,
  paymentMethod: string | undefined,
): Confirmation => {
  const returnUrl = textOf(parameters, 'return_url');
  if (paymentMethod === undefined) {
    throw invalidParameter(
      'payment_method',
      'You cannot confirm this PaymentIntent because it is missing a payment method. Update it with a payment method and then confirm it again.',
      'parameter_missing',
    );
  }
  if (automatic?.enabled === true && automatic.allow_redirects !== 'never' && returnUrl === undefined) {
    throw invalidParameter(
      'return_url',
      'This PaymentIntent may use payment methods that redirect the customer, so a return_url must be given on confirmation. To accept none of them, set automatic_payment_methods[allow_redirects] to never.',
      'parameter_missing',
    );
  }
  return {
    paymentMethod,
    returnUrl,
    mayNotAskCustomer:
      flagOf(parameters, 'off_session') === true || flagOf(parameters, 'error_on_requires_action') === true,
  };
};
