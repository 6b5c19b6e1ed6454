import { beforeEach, describe, expect, it, vi } from 'vitest';
import { GatewayError } from '#api/gateways/gateway-error.ts';
import { encodeCursor } from '#api/http/cursor.ts';
import { applyOrderChange } from '#api/orders/apply-order-change.ts';
import { cancelAndRelease } from '#api/orders/cancel-and-release.ts';
import { cancelOrder } from '#api/orders/cancel-order.ts';
import { findOrder } from '#api/orders/find-order.ts';
import { listOrders } from '#api/orders/list-orders.ts';
import { loadOrders } from '#api/orders/load-orders.ts';
import { lockVisibleOrder } from '#api/orders/lock-visible-order.ts';
import { orderReply } from '#api/orders/order-body.ts';
import { readOrder } from '#api/orders/read-order.ts';
import { requoteOrder } from '#api/orders/requote-order.ts';
import { updateOrder } from '#api/orders/update-order.ts';
import { settleVoid } from '#api/payments/settle-void.ts';
import { backOffice, mockContext } from '../support/context.ts';
import { handle } from '../support/requests.ts';
import { address, order, payment, uuid } from '../support/rows.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/orders/apply-order-change.ts');
vi.mock('#api/orders/cancel-and-release.ts');
vi.mock('#api/orders/find-order.ts');
vi.mock('#api/orders/load-orders.ts');
vi.mock('#api/orders/lock-visible-order.ts');
vi.mock('#api/orders/order-body.ts');
vi.mock('#api/orders/requote-order.ts');
vi.mock('#api/payments/settle-void.ts');

const params = { orderId: uuid(5) };
const reply = { body: { id: uuid(5) }, headers: { ETag: '"1"' } };

beforeEach(() => {
  vi.mocked(findOrder).mockResolvedValue(order());
  vi.mocked(lockVisibleOrder).mockResolvedValue(order());
  vi.mocked(orderReply).mockResolvedValue(reply as never);
});

describe('readOrder', () => {
  it('answers with the order', async () => {
    const { context } = mockContext();

    await expect(handle(readOrder, { params }, context)).resolves.toEqual({ status: 200, ...reply });
    expect(findOrder).toHaveBeenCalledWith(context.db, context.principal, uuid(5));
  });
});

describe('listOrders', () => {
  beforeEach(() => {
    vi.mocked(loadOrders).mockResolvedValue([]);
  });

  it("lists the customer's orders, newest first", async () => {
    const { context, query } = mockContext({}, []);

    await expect(handle(listOrders, {}, context)).resolves.toEqual({
      status: 200,
      body: { items: [], nextCursor: null },
    });
    expect(query['orderBy']).toHaveBeenCalledWith('id', 'desc');
    expect(query['where']).toHaveBeenCalledExactlyOnceWith('customer_id', '=', uuid(3));
  });

  it('filters by status and goes on after the cursor', async () => {
    const { context, query } = mockContext({ principal: backOffice }, []);
    const cursor = encodeCursor(uuid(5), { list: 'orders', customerId: null, status: 'confirmed' });

    await handle(listOrders, { query: { status: 'confirmed', cursor } }, context);

    expect(query['where']).toHaveBeenCalledWith('status', '=', expect.anything());
    expect(query['where']).toHaveBeenCalledWith('id', '<', uuid(5));
  });

  it('refuses a cursor of another list', async () => {
    const { context } = mockContext({}, []);
    const cursor = encodeCursor(uuid(5), { list: 'products' });

    await expect(handle(listOrders, { query: { cursor } }, context)).rejects.toMatchObject({
      slug: 'validation-failed',
    });
  });
});

describe('cancelOrder', () => {
  it('cancels and answers with the order', async () => {
    vi.mocked(cancelAndRelease).mockResolvedValue({ order: order({ status: 'cancelled' }), voiding: null });
    const { context } = mockContext();

    await expect(handle(cancelOrder, { params, body: {} }, context)).resolves.toEqual({
      status: 200,
      ...reply,
    });
    expect(cancelAndRelease).toHaveBeenCalledWith(expect.anything(), context, order(), 'customer');
    expect(settleVoid).not.toHaveBeenCalled();
  });

  it('releases the hold', async () => {
    vi.mocked(cancelAndRelease).mockResolvedValue({ order: order(), voiding: payment() });
    const { context } = mockContext();

    await handle(cancelOrder, { params, body: {} }, context);

    expect(settleVoid).toHaveBeenCalledWith(context, uuid(6));
  });

  it('leaves the hold to the sweeper when the provider is down', async () => {
    vi.mocked(cancelAndRelease).mockResolvedValue({ order: order(), voiding: payment() });
    vi.mocked(settleVoid).mockRejectedValue(new GatewayError('payments', 'unavailable', 'down'));
    const { context } = mockContext();

    await expect(handle(cancelOrder, { params, body: {} }, context)).resolves.toMatchObject({ status: 200 });
    expect(context.logger.warn).toHaveBeenCalledOnce();
  });

  it('passes other errors on', async () => {
    vi.mocked(cancelAndRelease).mockResolvedValue({ order: order(), voiding: payment() });
    vi.mocked(settleVoid).mockRejectedValue(new Error('bug'));
    const { context } = mockContext();

    await expect(handle(cancelOrder, { params, body: {} }, context)).rejects.toThrow('bug');
  });
});

describe('updateOrder', () => {
  const headers = { 'if-match': '"1"' };

  it('applies the change', async () => {
    vi.mocked(applyOrderChange).mockResolvedValue(order({ version: 2 }));
    const { context } = mockContext();
    const body = { email: 'new@example.com' };

    await expect(handle(updateOrder, { params, body, headers }, context)).resolves.toEqual({
      status: 200,
      ...reply,
    });
    expect(applyOrderChange).toHaveBeenCalledWith(expect.anything(), context, uuid(5), body, undefined);
    expect(requoteOrder).not.toHaveBeenCalled();
  });

  it('asks the carriers anew for another address', async () => {
    const quote = { shipping_quote_reference: 'shp_2', shipping_rate_reference: 'rate_2' };
    vi.mocked(requoteOrder).mockResolvedValue(quote);
    const { context } = mockContext();

    await handle(updateOrder, { params, body: { address }, headers }, context);

    expect(applyOrderChange).toHaveBeenCalledWith(expect.anything(), context, uuid(5), { address }, quote);
  });

  it.each([
    { name: 'no If-Match', headers: {}, slug: 'precondition-required' },
    { name: 'an old version', headers: { 'if-match': '"7"' }, slug: 'precondition-failed' },
    { name: 'a strange If-Match', headers: { 'if-match': '*' }, slug: 'precondition-failed' },
  ])('refuses $name', async ({ headers: given, slug }) => {
    const { context } = mockContext();

    await expect(
      handle(updateOrder, { params, body: { email: 'new@example.com' }, headers: given }, context),
    ).rejects.toMatchObject({ slug });
  });

  it('refuses an empty change', () => {
    expect(updateOrder.body?.safeParse({}).success).toBe(false);
  });
});
