import type { AnyOperation, Refusal, Reply } from '#api/http/operation.ts';

type Input = {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  headers?: Record<string, string>;
  rawBody?: Buffer;
};

/** Calls an operation's handler the way the router would. */
export const handle = async (
  operation: AnyOperation,
  { params = {}, query = {}, body, headers = {}, rawBody = Buffer.alloc(0) }: Input,
  context: unknown,
): Promise<Partial<Reply & Refusal> & { body?: unknown }> => {
  const input = { params, query, body, rawBody, header: (name: string) => headers[name] };
  return operation.handle(input as never, context as never);
};
