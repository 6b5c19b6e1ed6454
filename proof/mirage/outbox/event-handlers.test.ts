import { describe, expect, it } from 'vitest';
import { handlersOf } from '#api/outbox/event-handlers.ts';
import { mockContext } from '../support/context.ts';
import { NOW, outboxEvent, uuid } from '../support/rows.ts';

/** Runs all handlers of the event. */
async function run(event: ReturnType<typeof outboxEvent>, ...results: unknown[]) {
  const { context } = mockContext({}, ...results);
  for (const handler of handlersOf(event.type)) await handler(context, event);
  return context.gateways;
}

describe('event handlers', () => {
  it.each([
    {
      type: 'order.placed',
      subject: `We have your order ${uuid(5)}`,
      text: 'Please pay by 2026-03-02 11:00 UTC.',
    },
    { type: 'order.confirmed', subject: `Your order ${uuid(5)} is confirmed`, text: '25.00' },
    { type: 'order.cancelled', subject: `Your order ${uuid(5)} is cancelled`, text: 'we had to cancel' },
  ])('$type sends a mail', async ({ type, subject, text }) => {
    const { email } = await run(outboxEvent({ type }));

    expect(email.send).toHaveBeenCalledWith({
      messageId: uuid(10),
      to: 'ada@example.com',
      subject,
      text: expect.stringContaining(text),
    });
  });

  it.each([
    { cancelReason: 'customer', text: 'As you asked' },
    { cancelReason: 'reservation_expired', text: 'was not paid in time' },
  ])('says why an order was cancelled: $cancelReason', async ({ cancelReason, text }) => {
    const event = outboxEvent({ type: 'order.cancelled' });
    const { email } = await run({ ...event, payload: { ...event.payload, cancelReason } });

    expect(email.send).toHaveBeenCalledWith(expect.objectContaining({ text: expect.stringContaining(text) }));
  });

  it('order.fulfilled records the sale and sends the tracking code', async () => {
    const items = [{ reference: 'sq-mug', quantity: 2 }];
    const event = outboxEvent({ type: 'order.fulfilled' });
    const { inventory, email } = await run(
      { ...event, payload: { ...event.payload, items } },
      { carrier: 'DHL', trackingCode: 'EZ1' },
    );

    expect(inventory.recordSale).toHaveBeenCalledWith({ changeId: uuid(10), occurredAt: NOW, items });
    expect(email.send).toHaveBeenCalledWith(
      expect.objectContaining({ text: expect.stringContaining('EZ1') }),
    );
  });

  it('payment.refunded sends the amount', async () => {
    const payload = { orderId: uuid(5), email: 'ada@example.com', given: { amount: 500, currency: 'EUR' } };
    const { email } = await run(outboxEvent({ type: 'payment.refunded', payload }));

    expect(email.send).toHaveBeenCalledWith(
      expect.objectContaining({ text: expect.stringContaining('5.00') }),
    );
  });

  it('has none for other events', () => {
    expect(handlersOf('order.updated')).toEqual([]);
  });
});
