import { openApi } from '../../apps/api/src/index.ts';
import type { OpenApiDocument } from '../../packages/testbed/src/http/openapi-document.ts';
import { CALLERS, KINDS, planFor, REQUESTS, sumOf } from '../../packages/testbed/src/hostile/index.ts';

const number = (value: number): string => value.toLocaleString('en');

/** Section "Hostile input" of docs/reliability.md, from the tables that the generator itself works with. */
export function hostileSection(): string {
  const plans = planFor(openApi() as unknown as OpenApiDocument, { requests: REQUESTS, operation: null });
  const total = plans.reduce((sum, plan) => sum + sumOf(plan), 0) * CALLERS.length;
  const names = KINDS.map(({ name }) => name);
  const kinds = KINDS.map(({ name, what }) => `| ${name} | ${what} |`);
  const rows = plans.map((plan) => {
    const counts = names.map((name) => plan.counts[name] ?? '·');
    return `| ${plan.call.operation.operationId} | ${counts.join(' | ')} | ${sumOf(plan)} |`;
  });
  return `## Hostile input

A generator that is built from the API's own OpenAPI document throws requests at a shop with real things in it: carts
and orders in each state, a stranger's too. No answer may be an error of the server; each is held to the document; a
refusal is a problem and leaves no trace in any table or at a provider, which is looked at after every single request;
no error is logged; at the end the books balance. What fails is shrunk to the smallest request that still fails, and
printed with its seed as a command to send it again.

\`pnpm test:integration --reliability hostile\` throws ${number(total)} requests, half of them with a customer's key and half
with the back office's, each run from a new seed, which it prints. \`--requests 20000 --seed 7\` chooses both,
\`--operation placeOrder\` throws them all at one operation, and \`--operation each\` that many at every one.

| Kind | What is sent |
| --- | --- |
${kinds.join('\n')}

How many of each kind an operation gets from each of the two callers, asserted by its test; a dot where the
document leaves no room for it:

| Operation | ${names.join(' | ')} | all |
| --- | ${names.map(() => '---:').join(' | ')} | ---: |
${rows.join('\n')}
`;
}
