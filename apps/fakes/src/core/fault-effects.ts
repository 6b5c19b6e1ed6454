import type { ServerResponse } from 'node:http';
import type { FaultEffect } from './fault-rule.ts';
import type { Reply } from './operation.ts';

/** What a fault does to the exchange: lets it go on, answers in its place, or leaves it without an answer. */
export type FaultOutcome = 'pass' | 'silent' | { reply: Reply };

export type FaultedExchange = {
  response: ServerResponse;
  /** The provider's own answer, once it has one (`after-effect`). */
  reply: Reply | undefined;
  /** Resolves to 'silent' early when the fakes are reset or stopped. */
  wait(ms: number): Promise<FaultOutcome>;
  untilReleased(): Promise<FaultOutcome>;
  untilClientLeaves(): Promise<FaultOutcome>;
};

type Effects = {
  [Kind in FaultEffect['kind']]: (
    effect: Extract<FaultEffect, { kind: Kind }>,
    exchange: FaultedExchange,
  ) => FaultOutcome | Promise<FaultOutcome>;
};

const effects: Effects = {
  delay: ({ ms }, exchange) => exchange.wait(ms),
  hang: (_, exchange) => exchange.untilClientLeaves(),
  hold: (_, exchange) => exchange.untilReleased(),
  status: ({ code, headers, body }) => ({ reply: { status: code, ...(headers && { headers }), body } }),
  body: ({ body }, { reply }) => ({ reply: { status: 200, ...reply, body } }),
  html: ({ code = 502 }) => ({
    reply: {
      status: code,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: `<html><head><title>${code}</title></head><body><center><h1>${code}</h1></center></body></html>`,
    },
  }),
  'empty-reply': (_, { response }) => {
    response.socket?.end();
    return 'silent';
  },
  reset: (_, { response }) => {
    response.socket?.resetAndDestroy();
    return 'silent';
  },
};

export const applyEffect = <Kind extends FaultEffect['kind']>(
  effect: Extract<FaultEffect, { kind: Kind }>,
  exchange: FaultedExchange,
): FaultOutcome | Promise<FaultOutcome> => effects[effect.kind](effect, exchange);
