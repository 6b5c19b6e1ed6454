import { catalogue, isStored, operations, problemSlugs, problemsOf, type ProblemSlug } from '@topheavy/api';

/** docs/errors.md, from the catalogue of refusals and the operations that may send them. */
export function errorsPage(): string {
  const rows = problemSlugs.map((slug) => {
    const { status, title } = catalogue[slug];
    return `| \`${slug}\` | ${status} | ${title} | ${isStored(slug) ? 'yes' : 'no'} | ${sentBy(slug)} |`;
  });
  return `# Errors

Every refusal is a problem document (RFC 9457, \`application/problem+json\`). Its \`type\` is
\`/problems/<slug>\`, which the API answers itself; \`detail\` says what was wrong this time and what to do.

"Stored" says whether an \`Idempotency-Key\` keeps the answer. What the shop has decided is kept, and a
retry gets it again; what was refused before any work is not, so the mended request may use the same key.

| Problem | Status | What it means | Stored | Sent by |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

/** Sent before an operation is found. */
const ROUTING: ReadonlySet<ProblemSlug> = new Set(['route-not-found', 'method-not-allowed']);

type Operation = (typeof operations)[number];

/** What the pipeline refuses for all operations of a kind: the kind says more than thirty names. */
const KINDS: readonly (readonly [words: string, is: (operation: Operation) => boolean])[] = [
  ['every operation below `/v1`', ({ path }) => path.startsWith('/v1/')],
  ['every operation that needs an API key', ({ access }) => access === 'key'],
  ['every write that needs an API key', ({ access, method }) => access === 'key' && method !== 'get'],
  ['every POST that needs an API key', ({ access, method }) => access === 'key' && method === 'post'],
  ['every operation with a body', ({ body }) => body !== undefined],
  ['every operation with a body, webhooks too', ({ body, tag }) => body !== undefined || tag === 'webhooks'],
  [
    'every operation with a parameter or a body',
    ({ params, query, body }) => (params ?? query ?? body) !== undefined,
  ],
];

const UNREADABLE = new Set<ProblemSlug>(['headers-too-large', 'request-timeout']);

/** The operations by name or by kind. Throws for a refusal that nobody sends. */
function sentBy(slug: ProblemSlug): string {
  if (ROUTING.has(slug)) return 'the router';
  if (UNREADABLE.has(slug)) return 'the HTTP parser, for any path';
  if (catalogue[slug].status >= 500) return 'every operation';
  const senders = new Set(operations.filter((operation) => problemsOf(operation).has(slug)));
  if (senders.size === 0)
    throw new Error(`No operation declares ${slug}: declare it, or take it out of the catalogue.`);
  const kind = KINDS.find(([, is]) =>
    operations.every((operation) => is(operation) === senders.has(operation)),
  );
  return kind?.[0] ?? [...senders].map(({ id }) => `\`${id}\``).join(', ');
}
