import type Stripe from 'stripe';
import type { Confirmation } from './confirmation.ts';
import { invalidParameter } from './errors.ts';
import { flagOf, listOf, textOf, type Parameters } from './parameters.ts';

/** `allowed_payment_method_types`, which took the place of the parameter `payment_method_types` in 2026. */
export const readAllowedTypes = (
  parameters: Parameters,
): Stripe.PaymentIntent.AllowedPaymentMethodType[] | undefined => {
  const types = listOf(parameters, 'allowed_payment_method_types');
  if (types === undefined || types.includes('card')) return types;
  throw invalidParameter(
    'allowed_payment_method_types',
    'None of the allowed payment method types is activated for this account, which takes card only.',
  );
};

/** What confirming needs, refused where Stripe would refuse it before trying the card. */
export const readConfirmation = (
  parameters: Parameters,
  intent: Pick<Stripe.PaymentIntent, 'allowed_payment_method_types' | 'automatic_payment_methods'>,
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
  const mayRedirect =
    intent.automatic_payment_methods?.allow_redirects !== 'never' &&
    (intent.allowed_payment_method_types ?? ['any']).some((type) => type !== 'card');
  if (mayRedirect && returnUrl === undefined) {
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
