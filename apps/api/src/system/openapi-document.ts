import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { z } from 'zod';
import { needsIdempotencyKey, problemsOf, takesIdempotencyKey } from '../http/operation-problems.ts';
import type { AnyOperation, ResponseSpec } from '../http/operation.ts';
import { catalogue, type ProblemSlug } from '../problems/catalogue.ts';
import { problemSchema } from '../problems/problem-body.ts';

/** The OpenAPI 3.1 document, made from the same schemas that validate requests. */
export function openApiDocument(operations: readonly AnyOperation[]): { openapi: string } {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Topheavy',
      version: '1.0.0',
      description: 'Orders and payments. Money is integer minor units; refusals are RFC 9457 problems.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `th_…`' } },
    },
  });
}

function describe(operation: AnyOperation): ZodOpenApiOperationObject {
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    tags: [operation.tag],
    security: operation.access === 'key' ? [{ apiKey: [operation.scope] }] : [],
    requestParams: {
      ...(operation.params === undefined ? {} : { path: operation.params }),
      ...(operation.query === undefined ? {} : { query: operation.query }),
      ...headerParams(operation),
    },
    ...(operation.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: operation.body } } } }),
    responses: { ...successes(operation), ...refusals(operation) },
  };
}

function headerParams(operation: AnyOperation): { header?: z.ZodObject } {
  const key = z
    .string()
    .max(255)
    .meta({ description: 'A new value for each new intent; the same one on a retry' });
  const fields: Record<string, z.ZodType> = {};
  if (takesIdempotencyKey(operation))
    fields['Idempotency-Key'] = needsIdempotencyKey(operation) ? key : key.optional();
  if (operation.ifMatch)
    fields['If-Match'] = z.string().meta({ description: 'ETag of the version that was read' });
  return Object.keys(fields).length === 0 ? {} : { header: z.object(fields) };
}

function successes(operation: AnyOperation): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    Object.entries(operation.responses).map(([status, spec]) => [status, success(spec)]),
  ) as ZodOpenApiResponsesObject;
}

const success = (spec: ResponseSpec) => ({
  description: spec.description,
  ...(spec.headers === undefined
    ? {}
    : {
        headers: z.object(
          Object.fromEntries(
            Object.entries(spec.headers).map(([name, text]) => [
              name,
              z.string().meta({ description: text }),
            ]),
          ),
        ),
      }),
  ...(spec.schema === undefined
    ? {}
    : { content: { [spec.contentType ?? 'application/json']: { schema: spec.schema } } }),
});

function refusals(operation: AnyOperation): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, ProblemSlug[]>();
  for (const slug of problemsOf(operation)) {
    const { status } = catalogue[slug];
    byStatus.set(status, [...(byStatus.get(status) ?? []), slug]);
  }
  const content = { 'application/problem+json': { schema: problemSchema } };
  const described = [...byStatus].map(([status, slugs]) => [
    String(status),
    { description: slugs.sort().join(', '), content },
  ]);
  return {
    ...Object.fromEntries(described),
    // What can befall any call: our own fault, the database away, too much contention.
    default: { description: 'internal-error, dependency-unavailable, conflict-retry', content },
  };
}
