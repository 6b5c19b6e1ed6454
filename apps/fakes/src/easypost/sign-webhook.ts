import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA256 over the body, as `validateWebhook` of the SDK checks it. EasyPost knows one secret per
 * webhook, so of several the newest, the first, signs.
 */
export const signWebhook = (body: string, secrets: readonly string[]): Record<string, string> => {
  const [secret] = secrets;
  if (secret === undefined) return {};
  const signature = createHmac('sha256', secret.normalize('NFKD')).update(body).digest('hex');
  return { 'x-hmac-signature': `hmac-sha256-hex=${signature}` };
};
