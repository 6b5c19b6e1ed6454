import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import { authenticate } from '../auth/authenticate.ts';
import type { Principal } from '../auth/principal.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Dependencies } from '../dependencies.ts';
import { claim, finishClaim, forgetClaim, yieldClaim, type Claim } from '../idempotency/claim.ts';
import { fingerprint } from '../idempotency/fingerprint.ts';
import { isStored } from '../problems/catalogue.ts';
import { problem } from '../problems/problem.ts';
import { toProblem } from '../problems/to-problem.ts';
import { needsIdempotencyKey, takesIdempotencyKey } from './operation-problems.ts';
import type { AnyOperation, PublicContext, Refusal, Reply, RequestContext } from './operation.ts';
import { render, type Rendered } from './render.ts';
import { validate } from './validate.ts';

type ParsedInput = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly rawBody: Buffer;
  header(name: string): string | undefined;
};

type CallContext = RequestContext & { committed(): boolean };

export type Call = {
  readonly operation: AnyOperation;
  readonly requestId: string;
  readonly logger: Logger;
  readonly headers: IncomingHttpHeaders;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly rawBody: Buffer;
};

/** From request to answer: who, may they, is it well formed, was it done before; then the work. */
export async function execute(dependencies: Dependencies, call: Call): Promise<Rendered> {
  const { operation } = call;
  if (operation.access === 'public') {
    const result = await operation.handle(inputOf(call) as never, publicContext(dependencies, call));
    return render(result, call.requestId);
  }
  const principal = await authenticate(dependencies.db, call.headers.authorization);
  if (!principal.scopes.includes(operation.scope)) {
    throw problem('forbidden', { detail: `This call needs a key with the scope ${operation.scope}.` });
  }
  const key = idempotencyKey(call);
  const input = inputOf(call);
  if (key === undefined) {
    const context = requestContext(dependencies, call, principal, null);
    return render(await operation.handle(input as never, context), call.requestId);
  }
  const claimed = await claim(dependencies, {
    principal: principal.id,
    key,
    fingerprint: fingerprint({
      operation: operation.id,
      params: input.params,
      body: input.body,
      ifMatch: input.header('if-match'),
    }),
  });
  if ('status' in claimed) return claimed;
  const context = requestContext(dependencies, call, principal, claimed);
  return executeOnce(context, claimed, () => operation.handle(input as never, context));
}

/** Runs the claimed work and decides what becomes of the claim: stored, forgotten or open to a retry. */
async function executeOnce(
  context: CallContext,
  held: Claim,
  work: () => Promise<Reply | Refusal>,
): Promise<Rendered> {
  const { db, clock, requestId } = context;
  try {
    const rendered = render(await work(), requestId);
    if (!context.committed()) await finishClaim(db, held, rendered, clock.now());
    return rendered;
  } catch (error) {
    const refusal = toProblem(error);
    if (context.committed()) throw refusal;
    if (refusal.status >= 500) await yieldClaim(db, held, clock.now());
    else if (isStored(refusal.slug))
      await finishClaim(db, held, render({ problem: refusal }, requestId), clock.now());
    else await forgetClaim(db, held);
    throw refusal;
  }
}

function idempotencyKey(call: Call): string | undefined {
  if (!takesIdempotencyKey(call.operation)) return undefined;
  const key = call.headers['idempotency-key'];
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  if (key === undefined && !needsIdempotencyKey(call.operation)) return undefined;
  throw problem('idempotency-key-missing', {
    detail: 'Send an Idempotency-Key of 1 to 255 visible ASCII characters, a new one for each new intent.',
  });
}

// The operation's own schemas make the input fit its handler; the list of operations cannot say so,
// hence `as never` where a handler is called.
function inputOf(call: Call): ParsedInput {
  const { params, query, body } = call.operation;
  const parsed = validate({ params, query, body }, call);
  const header = (name: string): string | undefined => {
    const value = call.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  return { ...parsed, header, rawBody: call.rawBody };
}

const publicContext = (dependencies: Dependencies, call: Call): PublicContext => ({
  ...dependencies,
  requestId: call.requestId,
  logger: call.logger,
});

function requestContext(
  dependencies: Dependencies,
  call: Call,
  principal: Principal,
  held: Claim | null,
): CallContext {
  let committed = false;
  return {
    ...publicContext(dependencies, call),
    principal,
    resourceId: held?.resourceId ?? dependencies.ids.next(),
    committed: () => committed,
    async commit<T extends Reply | Refusal>(work: Parameters<RequestContext['commit']>[0]): Promise<T> {
      const result = await inTransaction(dependencies.db, async (trx) => {
        const answer = await work(trx);
        if (held !== null)
          await finishClaim(trx, held, render(answer, call.requestId), dependencies.clock.now());
        return answer;
      });
      committed = true;
      return result as T;
    },
  };
}
