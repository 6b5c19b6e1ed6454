import { describe, expect, it, vi } from 'vitest';
import { appendEvent } from '#api/outbox/append-event.ts';
import { claimEvents } from '#api/outbox/claim-events.ts';
import { handlersOf } from '#api/outbox/event-handlers.ts';
import { publishEvent } from '#api/outbox/publish-event.ts';
import { relayOutbox } from '#api/outbox/relay-outbox.ts';
import { mockContext } from '../support/context.ts';
import { mockDb } from '../support/mock-db.ts';
import { NOW, outboxEvent, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/outbox/event-handlers.ts');

describe('appendEvent', () => {
  it('inserts the event', async () => {
    const { context } = mockContext();
    const { db, query } = mockDb();

    await appendEvent(db, context, {
      aggregateType: 'order',
      aggregateId: uuid(5),
      aggregateVersion: 1,
      type: 'order.placed',
      payload: { a: 1 },
    });

    expect(query['values']).toHaveBeenCalledWith({
      id: uuid(101),
      aggregate_type: 'order',
      aggregate_id: uuid(5),
      aggregate_version: 1,
      type: 'order.placed',
      payload: '{"a":1}',
      created_at: NOW,
      available_at: NOW,
    });
  });
});

describe('claimEvents', () => {
  it('leases what is due', async () => {
    const { context, query } = mockContext({}, [outboxEvent()]);

    await expect(claimEvents(context)).resolves.toEqual([outboxEvent()]);
    expect(query['where']).toHaveBeenCalledWith('event.available_at', '<=', NOW);
    expect(query['set']).toHaveBeenCalledWith({
      locked_until: new Date(NOW.getTime() + 24_000),
      attempts: 'attempts + 1',
    });
  });
});

describe('publishEvent', () => {
  it('runs the handlers and marks the event as published', async () => {
    const handler = vi.fn<() => Promise<void>>().mockResolvedValue();
    vi.mocked(handlersOf).mockReturnValue([handler]);
    const { context, query } = mockContext();

    await publishEvent(context, outboxEvent());

    expect(handler).toHaveBeenCalledWith(context, outboxEvent());
    expect(query['set']).toHaveBeenCalledWith({ published_at: NOW, locked_until: null });
    expect(context.metrics.outboxPublished.inc).toHaveBeenCalledWith({ type: 'order.placed' });
  });

  it.each([
    { attempts: 1, pauseMs: 2000 },
    { attempts: 3, pauseMs: 8000 },
    { attempts: 15, pauseMs: 3_600_000 },
  ])('tries again after $pauseMs ms when attempt $attempts fails', async ({ attempts, pauseMs }) => {
    vi.mocked(handlersOf).mockReturnValue([vi.fn<() => Promise<void>>().mockRejectedValue(new Error('no'))]);
    const { context, query } = mockContext();

    await publishEvent(context, outboxEvent({ attempts }));

    expect(query['set']).toHaveBeenCalledWith({
      last_error: 'no',
      locked_until: null,
      available_at: new Date(NOW.getTime() + pauseMs),
    });
    expect(context.logger.warn).toHaveBeenCalledOnce();
  });

  it('gives the event up after the last attempt', async () => {
    vi.mocked(handlersOf).mockReturnValue([vi.fn<() => Promise<void>>().mockRejectedValue('gone')]);
    const { context, query } = mockContext();

    await publishEvent(context, outboxEvent({ attempts: 16 }));

    expect(query['set']).toHaveBeenCalledWith({ last_error: 'gone', locked_until: null, dead_at: NOW });
    expect(context.metrics.outboxDead.inc).toHaveBeenCalledOnce();
    expect(context.logger.error).toHaveBeenCalledOnce();
  });
});

describe('relayOutbox', () => {
  it('publishes what it claimed and reports what is pending', async () => {
    vi.mocked(handlersOf).mockReturnValue([]);
    const { context } = mockContext({}, [outboxEvent()], undefined, { pending: 4 });

    await expect(relayOutbox(context)).resolves.toBe(1);
    expect(context.metrics.outboxPending.set).toHaveBeenCalledWith(4);
  });
});
