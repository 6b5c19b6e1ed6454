import type { FaultEffect } from '../fault-rule.ts';
import type { AnsweredExchange, FaultedExchange, FaultOutcome } from './faulted-exchange.ts';

type Effect<Kind extends FaultEffect['kind']> = Extract<FaultEffect, { kind: Kind }>;

export const status = ({ code, headers, body }: Effect<'status'>): FaultOutcome => ({
  reply: { status: code, ...(headers && { headers }), body },
});

export const body = (effect: Effect<'body'>, { reply }: Partial<AnsweredExchange>): FaultOutcome => ({
  reply: { status: 200, ...reply, body: effect.body },
});

export const html = ({ code = 502 }: Effect<'html'>): FaultOutcome => ({
  reply: {
    status: code,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<html><head><title>${code}</title></head><body><center><h1>${code}</h1></center></body></html>`,
  },
});

export const emptyReply = (_: unknown, { response }: FaultedExchange): FaultOutcome => {
  response.socket?.end();
  return 'silent';
};
