import { createHash } from 'node:crypto';

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => [name, canonical(member)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Of what was asked, not how it was written: white space and the order of members do not matter. */
export const fingerprint = (request: {
  operation: string;
  params: unknown;
  body: unknown;
  ifMatch: string | undefined;
}): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(canonical(request)))
    .digest();
