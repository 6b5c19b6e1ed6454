export type Decline = { code: string; decline_code?: string; message: string };

export type TestCard = {
  brand: 'visa' | 'mastercard' | 'amex';
  last4: string;
  outcome: 'approve' | 'challenge' | Decline;
};

const visa = (last4: string, outcome: TestCard['outcome']): TestCard => ({ brand: 'visa', last4, outcome });

const declined = (declineCode: string): Decline => ({
  code: 'card_declined',
  decline_code: declineCode,
  message: 'Your card was declined.',
});

/** Stripe's test payment methods (docs.stripe.com/testing) that this fake knows. */
const testCards: Readonly<Record<string, TestCard>> = {
  pm_card_visa: visa('4242', 'approve'),
  pm_card_mastercard: { brand: 'mastercard', last4: '4444', outcome: 'approve' },
  pm_card_amex: { brand: 'amex', last4: '8431', outcome: 'approve' },
  pm_card_authenticationRequired: visa('3184', 'challenge'),
  pm_card_threeDSecure2Required: visa('3220', 'challenge'),
  pm_card_chargeDeclined: visa('0002', declined('generic_decline')),
  pm_card_chargeDeclinedInsufficientFunds: visa('9995', {
    ...declined('insufficient_funds'),
    message: 'Your card has insufficient funds.',
  }),
  pm_card_chargeDeclinedLostCard: visa('9987', declined('lost_card')),
  pm_card_chargeDeclinedStolenCard: visa('9979', declined('stolen_card')),
  pm_card_chargeDeclinedExpiredCard: visa('0069', {
    code: 'expired_card',
    message: 'Your card has expired.',
  }),
  pm_card_chargeDeclinedIncorrectCvc: visa('0127', {
    code: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
  }),
  pm_card_chargeDeclinedProcessingError: visa('0119', {
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  }),
};

/** Both spellings in use, `pm_card_visa_chargeDeclined…` and `pm_card_chargeDeclined…`, mean the same card. */
export const findTestCard = (token: string): TestCard | undefined => {
  const name = token.replace(/^pm_card_visa_(?=chargeDeclined)/, 'pm_card_');
  return Object.hasOwn(testCards, name) ? testCards[name] : undefined;
};
