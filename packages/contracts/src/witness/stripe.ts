import { parse } from 'yaml';
import { readOpenApi, type OpenApiDocument, type Routes } from './openapi.ts';
import type { Published, Witness } from './witness.ts';

const intents = '/v1/payment_intents';

const routes: Routes = {
  'stripe.payment_intents.create': ['post', intents],
  'stripe.payment_intents.retrieve': ['get', `${intents}/{intent}`],
  'stripe.payment_intents.update': ['post', `${intents}/{intent}`],
  'stripe.payment_intents.confirm': ['post', `${intents}/{intent}/confirm`],
  'stripe.payment_intents.capture': ['post', `${intents}/{intent}/capture`],
  'stripe.payment_intents.cancel': ['post', `${intents}/{intent}/cancel`],
  'stripe.payment_intents.list': ['get', intents],
  'stripe.payment_intents.search': ['get', `${intents}/search`],
  'stripe.refunds.create': ['post', '/v1/refunds'],
  'stripe.refunds.retrieve': ['get', '/v1/refunds/{refund}'],
  'stripe.refunds.list': ['get', '/v1/refunds'],
  'stripe.charges.retrieve': ['get', '/v1/charges/{charge}'],
  'stripe.events.retrieve': ['get', '/v1/events/{id}'],
  'stripe.events.list': ['get', '/v1/events'],
};

/** The operations whose whole answer is one of the fixtures. */
const answered: Readonly<Record<string, RegExp>> = {
  payment_intent: /^stripe\.payment_intents\.(?!list|search)/,
  refund: /^stripe\.refunds\.(create|retrieve)$/,
  charge: /^stripe\.charges\.retrieve$/,
  event: /^stripe\.events\.retrieve$/,
};

/** The statuses that Stripe's document calls `default`; those with which Stripe's API answers errors. */
const refusals = [400, 401, 402, 404, 409, 429];

export function readStripe(files: { spec: string; fixtures: string }): Published {
  const { resources } = JSON.parse(files.fixtures) as { resources: Record<string, unknown> };
  const witnesses = Object.entries(answered).flatMap(([resource, operations]): Witness[] =>
    Object.keys(routes)
      .filter((operation) => operations.test(operation))
      .map((operation) => ({
        operation,
        status: 200,
        value: resources[resource],
        source: `stripe/fixtures3.json ${resource}`,
      })),
  );
  const { schemas, documents } = readOpenApi(
    parse(files.spec, { maxAliasCount: -1 }) as OpenApiDocument,
    routes,
    'stripe/spec3.2023-08-16.yaml',
    // Older than the SDK: fields were added since.
    { closed: false, defaultStatuses: refusals },
  );
  return {
    provider: 'stripe',
    witnesses,
    schemas,
    documents,
    resources: new Map(Object.entries(resources).map(([name, value]) => [name, [value]])),
  };
}
