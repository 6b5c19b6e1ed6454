import { describe, expect, it, vi } from 'vitest';
import { jobs } from '#api/background/jobs.ts';
import { startLoop } from '#api/background/loop.ts';
import { pruneIdempotencyKeys } from '#api/idempotency/prune-idempotency-keys.ts';
import { expireReservations } from '#api/orders/expire-reservations.ts';
import { relayOutbox } from '#api/outbox/relay-outbox.ts';
import { sweepPayments } from '#api/payments/sweep-payments.ts';
import { sweepShipments } from '#api/shipments/sweep-shipments.ts';
import { syncStock } from '#api/stock/sync-stock.ts';
import { mockContext, mockLogger } from '../support/context.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/idempotency/prune-idempotency-keys.ts');
vi.mock('#api/orders/expire-reservations.ts');
vi.mock('#api/outbox/relay-outbox.ts');
vi.mock('#api/payments/sweep-payments.ts');
vi.mock('#api/shipments/sweep-shipments.ts');
vi.mock('#api/stock/sync-stock.ts');

describe('jobs', () => {
  it.each([
    { name: 'relay outbox', work: relayOutbox },
    { name: 'sweep payments', work: sweepPayments },
    { name: 'sweep shipments', work: sweepShipments },
    { name: 'expire reservations', work: expireReservations },
    { name: 'sync stock', work: syncStock },
    { name: 'prune idempotency keys', work: pruneIdempotencyKeys },
  ])('$name', async ({ name, work }) => {
    const { context } = mockContext();

    await jobs(context)
      .find((job) => job.name === name)
      ?.runOnce();

    expect(work).toHaveBeenCalledExactlyOnceWith(context);
  });
});

describe('startLoop', () => {
  it('runs again at once while there is work', async () => {
    const runOnce = vi.fn<() => Promise<number>>().mockResolvedValueOnce(3).mockResolvedValue(0);

    const loop = startLoop({ name: 'test', everyMs: 60_000, runOnce }, mockLogger() as never);
    await vi.waitFor(() => expect(runOnce).toHaveBeenCalledTimes(2));
    await loop.stop();

    expect(runOnce).toHaveBeenCalledTimes(2);
  });

  it('logs a run that failed and goes on', async () => {
    const logger = mockLogger();
    const runOnce = vi.fn<() => Promise<number>>().mockRejectedValueOnce(new Error('x')).mockResolvedValue(0);

    const loop = startLoop({ name: 'test', everyMs: 1, runOnce }, logger as never);
    await vi.waitFor(() => expect(runOnce.mock.calls.length).toBeGreaterThan(1));
    await loop.stop();

    expect(logger.error).toHaveBeenCalledOnce();
  });
});
