import type Stripe from 'stripe';
import type { Reply } from '../core/operation.ts';
import { Refusal } from '../core/refusal.ts';

/** The members of `error` in Stripe's error answers that this fake sends. */
export type ErrorBody = {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error';
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  doc_url?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
};

export const errorReply = (status: number, error: ErrorBody): Reply => ({
  status,
  body: {
    error: {
      ...error,
      ...(error.code !== undefined && {
        doc_url: `https://stripe.com/docs/error-codes/${dashed(error.code)}`,
      }),
    },
  },
});

const dashed = (code: string): string => code.replaceAll('_', '-');

/** A refusal of the parameters, before anything is executed: not kept under an idempotency key. */
export const invalidParameter = (
  param: string,
  message: string,
  code?: 'parameter_missing' | 'parameter_unknown' | 'parameter_invalid_integer' | 'parameter_invalid_empty',
): Refusal =>
  new Refusal({
    ...errorReply(400, { type: 'invalid_request_error', message, param, ...(code && { code }) }),
    executed: false,
  });

/** A refusal that the state of things causes. */
export const invalidRequest = (error: Omit<ErrorBody, 'type'>, status = 400): Refusal =>
  new Refusal(errorReply(status, { type: 'invalid_request_error', ...error }));

export const noSuch = (kind: string, id: string, param: string, status: 400 | 404 = 404): Refusal =>
  invalidRequest({ code: 'resource_missing', message: `No such ${kind}: '${id}'`, param }, status);

export const unexpectedState = (
  intent: Stripe.PaymentIntent,
  done: string,
  allowed: readonly Stripe.PaymentIntent.Status[],
): Refusal =>
  invalidRequest({
    code: 'payment_intent_unexpected_state',
    message: `This PaymentIntent could not be ${done} because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be ${done}: ${allowed.join(', ')}.`,
    payment_intent: structuredClone(intent),
  });
