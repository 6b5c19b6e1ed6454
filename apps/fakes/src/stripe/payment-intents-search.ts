import type Stripe from 'stripe';
import { invalidParameter } from './errors.ts';
import { answer } from './expand.ts';
import { limitOf } from './pages.ts';
import { parametersOf, requiredTextOf, textOf } from './parameters.ts';
import { parseSearchQuery } from './search-query.ts';
import type { StripeOperation } from './stripe-operation.ts';

export const searchPaymentIntents: StripeOperation = {
  id: 'stripe.payment_intents.search',
  method: 'GET',
  path: '/v1/payment_intents/search',
  handle: (state, request, context) => {
    const parameters = parametersOf(request, ['query', 'limit', 'page']);
    const matches = parseSearchQuery(requiredTextOf(parameters, 'query'));
    const limit = limitOf(parameters);
    const start = Number(textOf(parameters, 'page') ?? 0);
    if (!Number.isSafeInteger(start)) throw invalidParameter('page', 'Invalid page');
    const indexedUntil = (context.clock.now() - state.searchDelayMs) / 1000;
    const found = [...state.paymentIntents.values()]
      .filter((intent) => intent.created <= indexedUntil && matches(intent))
      .toReversed();
    const hasMore = start + limit < found.length;
    const result = {
      object: 'search_result',
      url: '/v1/payment_intents/search',
      has_more: hasMore,
      data: found.slice(start, start + limit),
      next_page: hasMore ? String(start + limit) : null,
    } satisfies Omit<Stripe.ApiSearchResult<Stripe.PaymentIntent>, 'lastResponse'>;
    return answer(state, parameters, result);
  },
};
