import { vi } from 'vitest';
import type { Principal } from '#api/auth/principal.ts';
import type { Config } from '#api/config.ts';
import type { RequestContext } from '#api/http/operation.ts';
import { mockDb, type QueryMock } from './mock-db.ts';
import { NOW, uuid } from './rows.ts';

export const customer: Principal = {
  kind: 'customer',
  id: `customer:${uuid(3)}`,
  customerId: uuid(3),
  scopes: ['carts:write', 'orders:read', 'orders:write', 'payments:authorize', 'payments:read'],
};

export const backOffice: Principal = {
  kind: 'back_office',
  id: 'key:1',
  scopes: ['products:write', 'orders:read', 'payments:capture', 'shipments:write'],
};

export const config = {
  host: '127.0.0.1',
  port: 3000,
  metricsPort: 9464,
  gateways: { deadlineMs: 8000, retryDelayMs: 1, breakerFailures: 5 },
  stripeWebhookSecrets: ['whsec_1'],
  easypostWebhookSecret: 'easypost-secret',
  currencies: ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD'],
  rateLimitPerMinute: 600,
  reservationMs: 30 * 60_000,
  idempotencyLeaseMs: 30_000,
  settleAfterMs: 60_000,
  rates: { freshMs: 3_600_000, staleMs: 86_400_000 },
  stockStaleMs: 86_400_000,
  background: true,
  shutdownGraceMs: 10_000,
} as unknown as Config;

const mockGateways = () => ({
  payments: {
    authorize: vi.fn(),
    capture: vi.fn(),
    refund: vi.fn(),
    void: vi.fn(),
    retrieve: vi.fn(),
    findPayment: vi.fn(),
    findRefund: vi.fn(),
  },
  tax: { vatOf: vi.fn() },
  exchange: { latest: vi.fn() },
  shipping: { quote: vi.fn(), buy: vi.fn(), findLabel: vi.fn() },
  inventory: { countsInStock: vi.fn(), recordSale: vi.fn() },
  email: { send: vi.fn() },
});

export const mockLogger = () => {
  const logger = {
    debug: vi.fn(),
    info: vi.fn(),
    warn: vi.fn(),
    error: vi.fn(),
    fatal: vi.fn(),
    child: vi.fn(() => logger),
  };
  return logger;
};

const mockMetrics = () => ({
  httpRequests: { observe: vi.fn() },
  gatewayCalls: { observe: vi.fn() },
  outboxPublished: { inc: vi.fn() },
  outboxDead: { inc: vi.fn() },
  outboxPending: { set: vi.fn() },
  stockDiscrepancies: { inc: vi.fn() },
});

type Mocks = {
  gateways: ReturnType<typeof mockGateways>;
  logger: ReturnType<typeof mockLogger>;
  metrics: ReturnType<typeof mockMetrics>;
};

export type MockContext = Omit<RequestContext, keyof Mocks> & Mocks & RequestContext;

/** Everything a handler or service is given, mocked. `results` are what the queries answer, in order. */
export function mockContext(
  overrides: Partial<RequestContext> = {},
  ...results: unknown[]
): { context: MockContext; query: QueryMock } {
  const { db, query } = mockDb(...results);
  let lastId = 100;
  const context = {
    config,
    db,
    gateways: mockGateways(),
    clock: { now: () => new Date(NOW) },
    ids: { next: () => uuid((lastId += 1)) },
    logger: mockLogger(),
    metrics: mockMetrics(),
    lifecycle: { stopping: false },
    principal: customer,
    requestId: uuid(99),
    resourceId: uuid(50),
    commit: (work: (trx: typeof db) => Promise<unknown>) => work(db),
    ...overrides,
  };
  return { context: context as unknown as MockContext, query };
}
