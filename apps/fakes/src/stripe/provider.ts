import { parseFormBody } from '../core/body-formats.ts';
import { defineProvider } from '../core/mounted-provider.ts';
import { unauthorised, unknownRoute, unreadableBody } from './access.ts';
import { apiVersion } from './api-version.ts';
import { retrieveCharge } from './charges-retrieve.ts';
import { listEvents } from './events-list.ts';
import { retrieveEvent } from './events-retrieve.ts';
import { facts } from './facts.ts';
import { idempotency } from './idempotency.ts';
import { cancelPaymentIntent } from './payment-intents-cancel.ts';
import { capturePaymentIntent } from './payment-intents-capture.ts';
import { confirmPaymentIntent } from './payment-intents-confirm.ts';
import { createPaymentIntent } from './payment-intents-create.ts';
import { listPaymentIntents } from './payment-intents-list.ts';
import { retrievePaymentIntent } from './payment-intents-retrieve.ts';
import { searchPaymentIntents } from './payment-intents-search.ts';
import { updatePaymentIntent } from './payment-intents-update.ts';
import { createRefundOperation } from './refunds-create.ts';
import { listRefunds } from './refunds-list.ts';
import { retrieveRefund } from './refunds-retrieve.ts';
import { expireAuthorisations } from './settlement.ts';
import { signWebhook } from './sign-webhook.ts';
import { initialState, type StripeState } from './state.ts';

/** Payment intents, refunds, charges and events, as the `stripe` SDK drives them. */
export const stripe = defineProvider<StripeState>({
  name: 'stripe',
  initialState,
  operations: [
    createPaymentIntent,
    retrievePaymentIntent,
    updatePaymentIntent,
    confirmPaymentIntent,
    capturePaymentIntent,
    cancelPaymentIntent,
    listPaymentIntents,
    searchPaymentIntents,
    createRefundOperation,
    retrieveRefund,
    listRefunds,
    retrieveCharge,
    retrieveEvent,
    listEvents,
  ],
  facts,
  idempotency,
  settle: expireAuthorisations,
  signWebhook,
  unauthorised,
  unknownRoute,
  unreadableBody,
  parseBody: (text, contentType) => {
    if (!contentType.startsWith('application/x-www-form-urlencoded')) throw new Error('Not a form.');
    return parseFormBody(text);
  },
  requestId: ({ ids }) => ids.next('req_', 14),
  replyHeaders: ({ headers }, requestId) => {
    const key = headers['idempotency-key'];
    return {
      'request-id': requestId,
      'stripe-version': headers['stripe-version'] ?? apiVersion,
      ...(key !== undefined && { 'idempotency-key': key }),
    };
  },
});
