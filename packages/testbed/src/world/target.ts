/**
 * What the suite runs against. `in-process`: the API in the worker itself. `self`: API processes that
 * the worker starts, each request to the next of them. A URL: an API that somebody else runs, with the database and
 * the fakes that it uses.
 */
export type Target =
  | { readonly kind: 'in-process' }
  | { readonly kind: 'self'; readonly processes: number }
  | {
      readonly kind: 'url';
      readonly url: string;
      readonly databaseUrl: string;
      readonly fakesUrl: string;
      readonly webhookBaseUrl: string;
    };

/** Reads TARGET. Throws with what is missing. */
export function readTarget(env: NodeJS.ProcessEnv = process.env): Target {
  const { TARGET, TARGET_DATABASE_URL: databaseUrl, TARGET_FAKES_URL: fakesUrl } = env;
  if (TARGET === undefined || TARGET === '') return { kind: 'in-process' };
  if (TARGET === 'self') return { kind: 'self', processes: Number(env['TARGET_PROCESSES'] || 1) };
  if (!databaseUrl || !fakesUrl) {
    throw new Error(
      'A target URL needs TARGET_DATABASE_URL and TARGET_FAKES_URL: the database and the fakes that it works with.',
    );
  }
  // Seen from the fakes the API may have another name, as between containers.
  return {
    kind: 'url',
    url: TARGET,
    databaseUrl,
    fakesUrl,
    webhookBaseUrl: env['TARGET_WEBHOOK_URL'] || TARGET,
  };
}
