import type { Reply } from '../core/operation.ts';

export const unknownRoute = (method: string, path: string): Reply => ({
  status: 404,
  body: {
    error: {
      message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
      type: 'invalid_request_error',
    },
  },
});
