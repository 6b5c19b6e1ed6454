import { Resend } from 'resend';
import { CallFailure, refusal } from '../call-failure.ts';
import { createCallPolicy } from '../create-call-policy.ts';
import type { EmailGateway } from '../email-gateway.ts';
import { parseAnswer } from '../parse-answer.ts';
import type { GatewayDeps, ResilienceConfig } from '../call-policy.ts';
import { sendAnswer, sendError } from './send-answer.ts';

export type ResendConfig = {
  /** The origin: `https://api.resend.com`, or a fake's. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** The sender, `Shop <orders@shop.example>`. */
  readonly from: string;
};

export function createResendGateway(
  config: ResendConfig & ResilienceConfig,
  deps: GatewayDeps = {},
): EmailGateway {
  const resend = new Resend(config.apiKey, { baseUrl: new URL(config.baseUrl).origin });
  const call = createCallPolicy('email', config, deps);

  return {
    send: ({ messageId, to, subject, text }) =>
      call({ operation: 'send', effect: 'keyed' }, async ({ signal }) => {
        const { data, error } = await resend.emails.send(
          { from: config.from, to, subject, text },
          { idempotencyKey: messageId, signal },
        );
        if (error !== null) throw failureOf(error);
        parseAnswer(sendAnswer, data);
      }),
  };
}

function failureOf(error: unknown): CallFailure {
  const { statusCode, name } = parseAnswer(sendError, error);
  // The SDK drops the cause (6.38.0, fetchRequest), so a refused connection cannot be told from a reset.
  if (statusCode === null) return new CallFailure('lost', 'no answer could be read');
  return refusal(statusCode, name);
}
