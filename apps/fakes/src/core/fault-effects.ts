import { drift } from './fault-effects/drift.ts';
import { drip, malformedChunk, resetAfter, truncate } from './fault-effects/broken-answers.ts';
import type { AnsweredExchange, FaultedExchange, FaultOutcome } from './fault-effects/faulted-exchange.ts';
import { body, emptyReply, html, status } from './fault-effects/other-answers.ts';
import { stale } from './fault-effects/stale.ts';
import type { FaultEffect } from './fault-rule.ts';

type Outcome = FaultOutcome | Promise<FaultOutcome>;

/** `reply` is the provider's own answer, once it has one. */
export type StruckExchange = FaultedExchange & Partial<AnsweredExchange>;

export const applyEffect = (effect: FaultEffect, exchange: StruckExchange): Outcome => {
  switch (effect.kind) {
    case 'delay':
      return exchange.pause(effect.ms);
    case 'hang':
      return exchange.untilClientLeaves();
    case 'hold':
      return exchange.untilReleased();
    case 'status':
      return status(effect);
    case 'body':
      return body(effect, exchange);
    case 'html':
      return html(effect);
    case 'empty-reply':
      return emptyReply(effect, exchange);
    case 'reset':
      if (effect.at !== 'start') return resetAfter(effect.at, answered(exchange));
      exchange.response.socket?.resetAndDestroy();
      return 'silent';
    case 'drip':
      return drip(effect, answered(exchange));
    case 'truncate':
      return truncate(effect, answered(exchange));
    case 'malformed-chunk':
      return malformedChunk(effect, answered(exchange));
    case 'drift':
      return drift(effect, answered(exchange));
    case 'stale':
      return stale(answered(exchange));
    case 'refuse':
    case 'deliver':
      throw new Error(`'${effect.kind}' strikes no exchange.`);
  }
};

/** Such a rule is refused in the phase before there is an answer. */
const answered = (exchange: StruckExchange): AnsweredExchange => {
  if (exchange.reply === undefined) throw new Error('There is no answer yet that a fault could disturb.');
  return { ...exchange, reply: exchange.reply };
};
