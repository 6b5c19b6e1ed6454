import type Stripe from 'stripe';

export type PaymentIntent = Stripe.PaymentIntent;
export type PaymentIntentList = Stripe.ApiList<Stripe.PaymentIntent>;
export type PaymentIntentSearchResult = Stripe.ApiSearchResult<Stripe.PaymentIntent>;
export type Refund = Stripe.Refund;
export type RefundList = Stripe.ApiList<Stripe.Refund>;
export type Charge = Stripe.Charge;
export type PaymentMethodType = Stripe.PaymentMethod.Type;

/** The events that the fake sends, out of the several hundred that there are. */
export type Event =
  | Stripe.PaymentIntentCreatedEvent
  | Stripe.PaymentIntentAmountCapturableUpdatedEvent
  | Stripe.PaymentIntentRequiresActionEvent
  | Stripe.PaymentIntentProcessingEvent
  | Stripe.PaymentIntentPaymentFailedEvent
  | Stripe.PaymentIntentSucceededEvent
  | Stripe.PaymentIntentCanceledEvent
  | Stripe.ChargeSucceededEvent
  | Stripe.ChargeFailedEvent
  | Stripe.ChargeCapturedEvent
  | Stripe.ChargeRefundedEvent
  | Stripe.ChargeExpiredEvent
  | Stripe.RefundCreatedEvent
  | Stripe.RefundUpdatedEvent
  | Stripe.RefundFailedEvent;
export type EventList = Stripe.ApiList<Event>;

/** The SDK describes the error of an answer as the last error that an intent remembers. */
export type Failure = { error: Stripe.PaymentIntent.LastPaymentError };

export type PaymentIntentCreate = Stripe.PaymentIntentCreateParams;
export type PaymentIntentRetrieve = Stripe.PaymentIntentRetrieveParams;
export type PaymentIntentUpdate = Stripe.PaymentIntentUpdateParams;
export type PaymentIntentConfirm = Stripe.PaymentIntentConfirmParams;
export type PaymentIntentCapture = Stripe.PaymentIntentCaptureParams;
export type PaymentIntentCancel = Stripe.PaymentIntentCancelParams;
export type PaymentIntentListQuery = Stripe.PaymentIntentListParams;
export type PaymentIntentSearchQuery = Stripe.PaymentIntentSearchParams;
export type RefundCreate = Stripe.RefundCreateParams;
export type RefundRetrieve = Stripe.RefundRetrieveParams;
export type RefundListQuery = Stripe.RefundListParams;
export type ChargeRetrieve = Stripe.ChargeRetrieveParams;
export type EventRetrieve = Stripe.EventRetrieveParams;
export type EventListQuery = Stripe.EventListParams;
