import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a webhook body was signed with one of `secrets`, no longer than `toleranceSeconds` ago. The
 * header is `t=<seconds>,v1=<hex>[,v1=<hex>]`: one `v1` per active secret while Stripe rolls them, so
 * every `v1` is tried against every secret of ours. The tolerance holds both ways: a signature from the
 * future is as replayable as an old one. `rawBody` must be the bytes as received.
 */
export function verifyStripeSignature({
  rawBody,
  header,
  secrets,
  nowMs,
  toleranceSeconds = 300,
}: {
  rawBody: Buffer;
  header: string | undefined;
  secrets: readonly string[];
  nowMs: number;
  toleranceSeconds?: number;
}): boolean {
  const parts = (header ?? '').split(',').map((part) => part.trim());
  const timestamps = valuesOf(parts, 't=');
  const [timestamp = ''] = timestamps;
  if (timestamps.length !== 1 || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs - Number(timestamp) * 1000) > toleranceSeconds * 1000) return false;

  const signatures = valuesOf(parts, 'v1=').map((hex) => Buffer.from(hex, 'utf8'));
  const expected = secrets.map((secret) =>
    Buffer.from(createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest('hex'), 'utf8'),
  );
  return expected.some((digest) =>
    signatures.some((signature) => signature.length === digest.length && timingSafeEqual(signature, digest)),
  );
}

const valuesOf = (parts: readonly string[], prefix: string): string[] =>
  parts.filter((part) => part.startsWith(prefix)).map((part) => part.slice(prefix.length));
