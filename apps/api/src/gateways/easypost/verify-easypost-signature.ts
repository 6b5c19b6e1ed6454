import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a webhook body was signed with one of `secrets` (several while one is rolled). The header
 * `X-Hmac-Signature` is `hmac-sha256-hex=<hex>`; the secret is NFKD-normalised first, as EasyPost does.
 * There is no timestamp in it, so a replay is only told by the event's id. `rawBody` must be the bytes as
 * received: a JSON round trip turns `65.0` into `65` and the signature with it.
 */
export function verifyEasypostSignature({
  rawBody,
  header,
  secrets,
}: {
  rawBody: Buffer;
  header: string | undefined;
  secrets: readonly string[];
}): boolean {
  const given = Buffer.from(header ?? '', 'utf8');
  return secrets.some((secret) => {
    const hex = createHmac('sha256', secret.normalize('NFKD')).update(rawBody).digest('hex');
    const expected = Buffer.from(`hmac-sha256-hex=${hex}`, 'utf8');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
