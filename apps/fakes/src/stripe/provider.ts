import { parseFormBody } from '../core/body-formats.ts';
import { defineProvider } from '../core/mounted-provider.ts';
import { unknownRoute } from './refusals.ts';
import { signWebhook } from './sign-webhook.ts';
import { initialState, type StripeState } from './state.ts';

export const stripe = defineProvider<StripeState>({
  name: 'stripe',
  initialState,
  operations: [],
  facts: {},
  parseBody: parseFormBody,
  unauthorised: () => undefined,
  unknownRoute: ({ method, path }) => unknownRoute(method, path),
  unreadableBody: ({ method, path }) => unknownRoute(method, path),
  requestId: ({ ids }) => ids.next('req_', 14),
  replyHeaders: (_, requestId) => ({ 'request-id': requestId }),
  signWebhook,
});
