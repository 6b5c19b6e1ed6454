import fc from 'fast-check';
import { createHash } from 'node:crypto';
import type { HttpAnswer } from '../http/client.ts';
import type { OpenApiDocument } from '../http/openapi-document.ts';
import { openConnection, type Connection } from './connection.ts';
import { createJudge, slugOf, type Judge } from './judge.ts';
import { KINDS } from './kinds.ts';
import type { Kind } from './kind.ts';
import type { Caller, Plan } from './plan.ts';
import { bytesOf, commandFor, type HostileRequest } from './request.ts';
import type { Things } from './things.ts';

/** What requests are thrown at. */
export type Target = {
  readonly url: string;
  readonly document: OpenApiDocument;
  readonly keys: Readonly<Record<Caller, string>>;
  /** Makes it as it was in the beginning, and says what is there. */
  open(): Promise<Things>;
  /** Another text whenever something that lasts has changed, here or at a provider. */
  effects(): Promise<string>;
  /** What was logged as an error since it was last asked. */
  takeErrors(): readonly string[];
  close(): void;
};

/** Answers that say how something ended that was really done: what they leave is right. */
const OUTCOMES = ['payment-declined', 'payment-rejected', 'label-refused'];

/**
 * Throws what is planned at one operation, one request after the other, and returns how many of which kind.
 * Every answer must be as the document says; none may be an error of the server, and none of a refusal or of a
 * read may come with an effect. Throws with the smallest request that breaks this, ready to be sent again.
 */
export async function throwRequests(
  target: Target,
  { call, counts }: Plan,
  { caller, seed }: { readonly caller: Caller; readonly seed: number },
): Promise<Record<string, number>> {
  const judge = createJudge(target.document);
  const connection = openConnection(target.url);
  const thrown: Record<string, number> = {};
  const { operationId } = call.operation;
  let sent = 0;
  try {
    let opened = { things: await target.open(), effects: await target.effects() };
    let effects = opened.effects;
    for (const kind of KINDS.filter(({ name }) => counts[name] !== undefined)) {
      if (effects !== opened.effects)
        opened = { things: await target.open(), effects: await target.effects() };
      const { things } = opened;
      const volley = { target, judge, connection, kind, effects: opened.effects };
      const scene = {
        call,
        things,
        host: new URL(target.url).host,
        key: call.needsKey ? target.keys[caller] : null,
      };
      const fresh = (): string => `${operationId}-${seed}-${(sent += 1)}`;
      const outcome = await fc.check(
        fc.asyncProperty(kind.requests(scene), (request) => attempt(volley, request, fresh())),
        { numRuns: counts[kind.name] ?? 0, seed: seedOf(seed, operationId, kind.name, caller) },
      );
      if (outcome.failed) {
        const [request] = outcome.counterexample ?? [];
        throw new Error(
          [
            `${operationId}, ${kind.name}, with the key of the ${caller}: ${messageOf(outcome.errorInstance)}`,
            ...(request === undefined
              ? []
              : [commandFor(bytesOf(request, fresh()), target.url, `${operationId} ${kind.name}`)]),
            `Found as request ${outcome.numRuns} and shrunk ${outcome.numShrinks} times; again by: --seed ${seed} --operation ${operationId}`,
          ].join('\n'),
        );
      }
      thrown[kind.name] = outcome.numRuns;
      effects = volley.effects;
    }
  } finally {
    connection.drop();
    target.close();
  }
  return thrown;
}

type Volley = {
  readonly target: Target;
  readonly judge: Judge;
  readonly connection: Connection;
  readonly kind: Kind;
  /** As they were after the request before. */
  effects: string;
};

async function attempt(volley: Volley, request: HostileRequest, freshKey: string): Promise<void> {
  const { target, judge, connection, kind } = volley;
  const before = volley.effects;
  const answer = await connection.send(bytesOf(request, freshKey), {
    hangUp: request.hangsUp === true,
    bodiless: request.method === 'HEAD',
  });
  // What is left of it would be taken for the beginning of the next one.
  if (kind.offTheRoute === true) connection.drop();
  volley.effects = await target.effects();
  const errors = target.takeErrors();
  judge(kind, request, answer);
  if (errors.length > 0) throw new Error(`An error was logged: ${errors.join('\n')}`);
  if (volley.effects !== before && !mayHaveEffects(request, answer))
    throw new Error(
      `${answer?.status ?? 'No answer'}, and yet something changed:\n${before}\n${volley.effects}\n${answer?.text}`,
    );
  const polluted = Object.keys(Object.prototype);
  if (polluted.length > 0) throw new Error(`Every object has got members: ${polluted.join(', ')}`);
}

function mayHaveEffects({ method }: HostileRequest, answer: HttpAnswer | null): boolean {
  if (answer === null || method === 'GET' || method === 'HEAD') return false;
  return answer.status < 300 || OUTCOMES.includes(slugOf(answer.body));
}

/** Its own for each place, so that one operation alone gets what it got among all. */
const seedOf = (seed: number, ...place: readonly string[]): number =>
  createHash('sha256')
    .update([seed, ...place].join())
    .digest()
    .readInt32BE();

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
