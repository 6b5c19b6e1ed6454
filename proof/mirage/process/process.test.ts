import { pino } from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '#api/app.ts';
import { jobs } from '#api/background/jobs.ts';
import { startLoop } from '#api/background/loop.ts';
import { systemClock } from '#api/clock.ts';
import { ConfigError, parseConfig } from '#api/config.ts';
import { createDatabase } from '#api/db/connect.ts';
import { migrate } from '#api/db/migrate.ts';
import { listen } from '#api/http/listen.ts';
import { systemIds } from '#api/ids.ts';
import { createLogger } from '#api/logger.ts';
import { startServer } from '#api/server.ts';
import { startTelemetry } from '#api/telemetry.ts';
import { startTracing } from '#api/tracing.ts';
import { mockLogger } from '../support/context.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('#api/app.ts');
vi.mock('#api/background/jobs.ts');
vi.mock('#api/background/loop.ts');
vi.mock('#api/db/connect.ts');
vi.mock('#api/db/migrate.ts');
vi.mock('#api/http/listen.ts');
vi.mock('#api/tracing.ts', () => ({ startTracing: vi.fn<() => unknown>() }));

const environment = {
  DATABASE_URL: 'postgres://shop:very-secret@localhost/shop',
  STRIPE_SECRET_KEY: 'sk_test_12345678',
  STRIPE_WEBHOOK_SECRETS: 'whsec_aaaaaaaa, whsec_bbbbbbbb',
  EASYPOST_API_KEY: 'EZTK_12345678',
  EASYPOST_WEBHOOK_SECRET: 'easypost-secret',
  SQUARE_ACCESS_TOKEN: 'square-token',
  SQUARE_LOCATION_ID: 'L1',
  RESEND_API_KEY: 're_12345678',
};

describe('parseConfig', () => {
  it('has defaults', () => {
    expect(parseConfig({ ...environment, PORT: '' })).toMatchObject({
      port: 3000,
      database: { poolSize: 10 },
      stripeWebhookSecrets: ['whsec_aaaaaaaa', 'whsec_bbbbbbbb'],
      reservationMs: 1_800_000,
      background: true,
      telemetryEndpoint: null,
    });
  });

  it('knows its secrets', () => {
    expect(parseConfig(environment).secrets).toContain('very-secret');
  });

  it('names everything that is wrong', () => {
    expect(() => parseConfig({ ...environment, RESEND_API_KEY: undefined, PORT: 'x' })).toThrow(ConfigError);
    expect(() => parseConfig({ ...environment, RESEND_API_KEY: undefined })).toThrow(
      'RESEND_API_KEY: it is not set',
    );
  });
});

describe('createLogger', () => {
  it('hides secrets', () => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };

    createLogger('info', { secrets: ['very-secret'], destination }).info(
      { password: 'x', url: 'postgres://shop:very-secret@localhost' },
      'connecting',
    );

    expect(lines[0]).toContain('[redacted]');
    expect(lines[0]).not.toContain('very-secret');
  });

  it('is a pino logger', () => {
    expect(createLogger('silent').level).toBe(pino({ level: 'silent' }).level);
  });
});

describe('system', () => {
  it('has a clock and ids', () => {
    expect(systemClock.now()).toBeInstanceOf(Date);
    expect(systemIds.next()).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('startTelemetry', () => {
  it('does nothing without an endpoint', async () => {
    await expect((await startTelemetry(null)).stop()).resolves.toBeUndefined();
    expect(startTracing).not.toHaveBeenCalled();
  });

  it('starts tracing', async () => {
    await startTelemetry('http://collector');

    expect(startTracing).toHaveBeenCalledWith('http://collector');
  });
});

describe('startServer', () => {
  const close = vi.fn<() => Promise<void>>();
  const destroy = vi.fn<() => Promise<void>>();
  const stop = vi.fn<() => Promise<void>>();

  beforeEach(() => {
    vi.mocked(createDatabase).mockReturnValue({ destroy } as never);
    vi.mocked(listen).mockResolvedValue({ url: 'http://127.0.0.1:1', close });
    vi.mocked(jobs).mockReturnValue([{ name: 'a', everyMs: 1, runOnce: async () => 0 }]);
    vi.mocked(startLoop).mockReturnValue({ stop });
  });

  it('migrates, listens and starts the background work', async () => {
    const server = await startServer(parseConfig(environment), mockLogger() as never);

    expect(server.url).toBe('http://127.0.0.1:1');
    expect(migrate).toHaveBeenCalledOnce();
    expect(createApp).toHaveBeenCalledWith(server.dependencies);
    expect(listen).toHaveBeenCalledTimes(2);
    expect(startLoop).toHaveBeenCalledOnce();
  });

  it('starts no background work when it is off', async () => {
    await startServer(parseConfig({ ...environment, BACKGROUND: 'off' }), mockLogger() as never);

    expect(startLoop).not.toHaveBeenCalled();
  });

  it('stops everything', async () => {
    const server = await startServer(parseConfig(environment), mockLogger() as never);

    await server.stop();

    expect(server.dependencies.lifecycle.stopping).toBe(true);
    expect(close).toHaveBeenCalledTimes(2);
    expect(stop).toHaveBeenCalledOnce();
    expect(destroy).toHaveBeenCalledOnce();
  });
});
