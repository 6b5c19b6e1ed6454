import type { FakeRequest, Reply } from '../core/operation.ts';
import { errorReply } from './errors.ts';

/** Any `sk_test_…` key, as Bearer token or as the user name of Basic authentication. */
export const unauthorised = ({ headers }: FakeRequest): Reply | undefined => {
  const key = keyOf(headers['authorization'] ?? '');
  if (key === '') {
    return errorReply(401, {
      type: 'invalid_request_error',
      message:
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    });
  }
  if (/^sk_test_\w+$/.test(key)) return undefined;
  return errorReply(401, {
    type: 'invalid_request_error',
    message: `Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(Math.max(0, key.length - 8))}`,
  });
};

const keyOf = (authorization: string): string => {
  const [scheme = '', credentials = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() !== 'basic') return '';
  return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0] ?? '';
};

export const unknownRoute = ({ method, path }: FakeRequest): Reply =>
  errorReply(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });

export const unreadableBody = (): Reply =>
  errorReply(400, {
    type: 'invalid_request_error',
    message:
      'Invalid request: check that the content type of your POST is application/x-www-form-urlencoded. If you have questions, we can help at https://support.stripe.com/.',
  });
