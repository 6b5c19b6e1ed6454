import { createHmac } from 'node:crypto';

/** `t=…,v1=…`, with one v1 per secret while an endpoint's secret is being rotated. */
export const signWebhook = (body: string, secrets: readonly string[], at: Date): Record<string, string> => {
  const timestamp = Math.floor(at.getTime() / 1000);
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
  );
  return { 'stripe-signature': [`t=${timestamp}`, ...signatures].join(',') };
};
