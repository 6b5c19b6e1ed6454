import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WriteAnswer } from './fault-effects/faulted-exchange.ts';
import { redactHeaders, type OpenEntry } from './journal.ts';
import type { MountedProvider, Received } from './mounted-provider.ts';
import type { Reply } from './operation.ts';
import { replyText } from './reply-text.ts';
import type { World } from './world.ts';

/** One request from arrival to answer: journal, faults before the effect, effect, faults after it. */
export const exchange = async (
  provider: MountedProvider,
  world: World,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const url = new URL(incoming.url ?? '/', 'http://fake');
  const body = await readBody(provider, incoming);
  const headers = flatten(incoming.headers);
  const received = provider.receive(
    {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers,
      body: body.value,
    },
    body.readable,
  );
  const entry = world.journal.open({
    at: new Date(world.clock.now()).toISOString(),
    provider: provider.name,
    op: received.op,
    method: received.request.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    requestHeaders: redactHeaders(headers),
    requestBody: body.value ?? null,
    status: null,
    responseHeaders: {},
    responseText: '',
    idempotencyKey: received.idempotencyKey,
    replayed: received.replayed,
    faultId: null,
    defect: null,
  });
  try {
    const answer = await decide(received, world, entry, response);
    if (answer !== 'silent') await send(answer, received.headers, entry, response);
  } catch (error) {
    received.abandon();
    entry.defect = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`The ${provider.name} fake has a defect: ${entry.defect}\n`);
    const reply = { status: 500, body: { fake_defect: entry.defect } };
    await send({ reply }, received.headers, entry, response);
  }
};

type Answer = { reply: Reply; write?: WriteAnswer };

const decide = async (
  received: Received,
  world: World,
  entry: OpenEntry,
  response: ServerResponse,
): Promise<Answer | 'silent'> => {
  const faults = received.op === null ? undefined : world.faults.arrive(received.op, received.request);
  const before = await faults?.run('before-effect', response);
  entry.faultId = before?.faultId ?? null;
  if (before !== undefined && before.outcome !== 'pass') {
    received.abandon();
    return before.outcome;
  }
  const reply = received.answer();
  await world.webhooks.deliverEarly();
  const after = await faults?.run('after-effect', response, reply, received.answerIn);
  entry.faultId = after?.faultId ?? entry.faultId;
  return after === undefined || after.outcome === 'pass' ? { reply } : after.outcome;
};

const send = async (
  { reply, write = writeWhole }: Answer,
  providerHeaders: Readonly<Record<string, string>>,
  entry: OpenEntry,
  response: ServerResponse,
): Promise<void> => {
  const { text, contentType } = replyText(reply);
  const headers = {
    ...(contentType !== undefined && { 'content-type': contentType }),
    ...providerHeaders,
    ...reply.headers,
  };
  entry.status = reply.status;
  entry.responseHeaders = headers;
  entry.responseText = text;
  await write({ response, status: reply.status, headers, body: Buffer.from(text) });
};

const writeWhole: WriteAnswer = async ({ response, status, headers, body }) => {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
};

const readBody = async (
  provider: MountedProvider,
  incoming: IncomingMessage,
): Promise<{ value: unknown; readable: boolean }> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return { value: undefined, readable: true };
  try {
    return { value: provider.parseBody(text, incoming.headers['content-type'] ?? ''), readable: true };
  } catch {
    return { value: text, readable: false };
  }
};

const flatten = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
