import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Principal } from '../auth/principal.ts';
import type { Scope } from '../auth/scopes.ts';
import type { Database } from '../db/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ProblemSlug } from '../problems/catalogue.ts';
import type { Problem } from '../problems/problem.ts';

export type Reply = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

/** A refusal that is saved together with what was done, such as a declined payment. */
export type Refusal = { readonly problem: Problem };

export type RequestContext = Dependencies & {
  readonly principal: Principal;
  readonly requestId: string;
  readonly logger: Logger;
  /**
   * Id for the one resource that this call creates. A retry with the same Idempotency-Key gets the same
   * id, so work that a crash cut short is found and finished instead of done twice.
   */
  readonly resourceId: string;
  /**
   * The transaction that decides the answer. The answer is stored under the Idempotency-Key in the same
   * commit, so there is no moment in which the work is done and its answer forgotten.
   */
  commit<T extends Reply | Refusal>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T>;
};

/** Where nobody is signed in: health checks, webhooks. */
export type PublicContext = Omit<RequestContext, 'principal' | 'resourceId' | 'commit'>;

export type ResponseSpec = {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
};
type Responses = Readonly<Record<number, ResponseSpec>>;

type BodyOf<R> = R extends { schema: infer S extends z.ZodType }
  ? { readonly body: z.input<S> }
  : { readonly body?: undefined };
/** A reply whose body fits the schema that the contract gives for its status. */
export type ReplyOf<R extends Responses> =
  | {
      [S in keyof R]: { readonly status: S & number; readonly headers?: Reply['headers'] } & BodyOf<R[S]>;
    }[keyof R]
  | Refusal;

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
export type Input<P, Q, B> = {
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  header(name: string): string | undefined;
};

type Contract<P, Q, B, R extends Responses> = {
  /** Name of the operation; the file is called the same. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters in braces: `/v1/orders/{orderId}`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Takes If-Match with the ETag that was read. */
  readonly ifMatch?: true;
  readonly responses: R;
  /** What this operation refuses, beyond what all operations of its kind refuse. */
  readonly problems: readonly ProblemSlug[];
};

type ZodObjectOrNone = z.ZodObject | undefined;
type ZodOrNone = z.ZodType | undefined;

/** An operation for holders of an API key with `scope`. */
export type ProtectedOperation<
  P extends ZodObjectOrNone = ZodObjectOrNone,
  Q extends ZodObjectOrNone = ZodObjectOrNone,
  B extends ZodOrNone = ZodOrNone,
  R extends Responses = Responses,
> = Contract<P, Q, B, R> & {
  readonly access: 'key';
  readonly scope: Scope;
  handle(input: Input<P, Q, B>, context: RequestContext): Promise<ReplyOf<R>>;
};

/** An operation that anybody may call; `rawBody` hands over the bytes as they came, for signatures. */
export type PublicOperation<
  P extends ZodObjectOrNone = ZodObjectOrNone,
  Q extends ZodObjectOrNone = ZodObjectOrNone,
  R extends Responses = Responses,
> = Contract<P, Q, undefined, R> & {
  readonly access: 'public';
  readonly rawBody?: true;
  handle(
    input: Input<P, Q, undefined> & { readonly rawBody: Buffer },
    context: PublicContext,
  ): Promise<ReplyOf<R>>;
};

/** What routing, docs and tests need of any operation; the pipeline supplies inputs of the right types. */
export type AnyOperation =
  | (Omit<ProtectedOperation, 'handle'> & {
      handle(input: never, context: RequestContext): Promise<Reply | Refusal>;
    })
  | (Omit<PublicOperation, 'handle'> & {
      handle(input: never, context: PublicContext): Promise<Reply | Refusal>;
    });

export const defineOperation = <
  P extends ZodObjectOrNone = undefined,
  Q extends ZodObjectOrNone = undefined,
  B extends ZodOrNone = undefined,
  const R extends Responses = Responses,
>(
  operation: Omit<ProtectedOperation<P, Q, B, R>, 'access'>,
): ProtectedOperation<P, Q, B, R> => ({ ...operation, access: 'key' });

export const definePublicOperation = <
  P extends ZodObjectOrNone = undefined,
  Q extends ZodObjectOrNone = undefined,
  const R extends Responses = Responses,
>(
  operation: Omit<PublicOperation<P, Q, R>, 'access'>,
): PublicOperation<P, Q, R> => ({ ...operation, access: 'public' });
