import { parseEasypostEvent } from '../gateways/easypost/parse-easypost-event.ts';
import { verifyEasypostSignature } from '../gateways/easypost/verify-easypost-signature.ts';
import { definePublicOperation } from '../http/operation.ts';
import { problem } from '../problems/problem.ts';
import { receiveTrackerUpdate } from '../shipments/receive-tracker-update.ts';

export const receiveEasypostEvent = definePublicOperation({
  id: 'receiveEasypostEvent',
  method: 'post',
  path: '/v1/webhooks/easypost',
  summary: 'Receive an event of the shipping service',
  description:
    'Tracker updates move the shipment forward; other events are accepted and left alone. An event counts once.',
  tag: 'webhooks',
  rawBody: true,
  responses: { 204: { description: 'Received: do not send it again' } },
  problems: ['webhook-signature-invalid', 'malformed-request', 'dependency-unavailable'],
  async handle(request, context) {
    const { rawBody } = request;
    const signed = verifyEasypostSignature({
      rawBody,
      header: request.header('x-hmac-signature'),
      secrets: [context.config.easypostWebhookSecret],
    });
    if (!signed)
      throw problem('webhook-signature-invalid', { detail: 'X-Hmac-Signature is not that of this body.' });
    const event = parseEasypostEvent(rawBody);
    if (event === null) throw problem('malformed-request', { detail: 'This is not an event of EasyPost.' });
    if (event.type === 'tracker.updated') await receiveTrackerUpdate(context, event);
    return { status: 204 };
  },
});
