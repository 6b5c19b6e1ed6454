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
    violations: [],
  });
  const finish = async (answer: Answer): Promise<void> => {
    const sent = record(answer, received.headers, entry);
    entry.violations = world.violations.check(
      {
        provider: provider.name,
        method: received.request.method,
        target: incoming.url ?? '/',
        requestHeaders: headers,
        requestBody: body.text,
        status: sent.status,
        responseHeaders: sent.headers,
        responseBody: entry.responseText,
      },
      { faulted: answer.breaksContract === true, takenFor: received.op },
    );
    await (answer.write ?? writeWhole)({ response, ...sent });
  };
  try {
    const answer = await decide(received, world, entry, response);
    if (answer !== 'silent') await finish(answer);
  } catch (error) {
    received.abandon();
    entry.defect = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`The ${provider.name} fake has a defect: ${entry.defect}\n`);
    await finish({ reply: { status: 500, body: { fake_defect: entry.defect } } });
  }
};

type Answer = {
  reply: Reply;
  write?: WriteAnswer;
  /** A fault's doing: the answer is none that the provider documents. */
  breaksContract?: boolean;
};

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
    return faulted(before.outcome, before.breaksContract);
  }
  const reply = received.answer();
  await world.webhooks.deliverEarly();
  const after = await faults?.run('after-effect', response, reply, received.answerIn);
  entry.faultId = after?.faultId ?? entry.faultId;
  return after === undefined || after.outcome === 'pass'
    ? { reply }
    : faulted(after.outcome, after.breaksContract);
};

const faulted = (outcome: Answer | 'silent', breaksContract: boolean): Answer | 'silent' =>
  outcome === 'silent' ? outcome : { ...outcome, breaksContract };

/** What goes over the socket, and into the journal. */
const record = (
  { reply }: Answer,
  providerHeaders: Readonly<Record<string, string>>,
  entry: OpenEntry,
): { status: number; headers: Record<string, string>; body: Buffer } => {
  const { text, contentType } = replyText(reply);
  const headers = {
    ...(contentType !== undefined && { 'content-type': contentType }),
    ...providerHeaders,
    ...reply.headers,
  };
  entry.status = reply.status;
  entry.responseHeaders = headers;
  entry.responseText = text;
  return { status: reply.status, headers, body: Buffer.from(text) };
};

const writeWhole: WriteAnswer = async ({ response, status, headers, body }) => {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
};

const readBody = async (
  provider: MountedProvider,
  incoming: IncomingMessage,
): Promise<{ text: string; value: unknown; readable: boolean }> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return { text, value: undefined, readable: true };
  try {
    const value = provider.parseBody(text, incoming.headers['content-type'] ?? '');
    return { text, value, readable: true };
  } catch {
    return { text, value: text, readable: false };
  }
};

const flatten = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
