import { EventEmitter } from 'node:events';
import type * as http from 'node:http';
import { createServer } from 'node:http';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listen } from '#api/http/listen.ts';
import { refuseUnreadable } from '#api/http/refuse-unreadable.ts';
import { mockLogger } from '../support/context.ts';

// Mocks are what this exhibit is about: proof/README.md.
vi.mock('node:http', async (original) => ({
  ...(await original<typeof http>()),
  createServer: vi.fn<() => unknown>(),
}));

class MockServer extends EventEmitter {
  listening = true;
  family = 'IPv4';
  failure: string | undefined;
  closeIdleConnections = vi.fn<() => void>();
  closeAllConnections = vi.fn<() => void>();
  listen = (_port: number, _host: string, done: () => void) =>
    this.failure === undefined
      ? done()
      : this.emit('error', Object.assign(new Error('no'), { code: this.failure }));
  address = () => ({
    address: this.family === 'IPv6' ? '::1' : '127.0.0.1',
    port: 4000,
    family: this.family,
  });
  close = vi.fn<(done: () => void) => void>((done) => {
    this.listening = false;
    done();
  });
}

const options = { host: '127.0.0.1', port: 4000, logger: mockLogger() as never };

describe('listen', () => {
  let server: MockServer;

  beforeEach(() => {
    server = new MockServer();
    server.close = vi.fn<(done: () => void) => void>((done) => {
      server.listening = false;
      done();
    });
    vi.mocked(createServer).mockReturnValue(server as never);
  });

  it.each([
    { family: 'IPv4', url: 'http://127.0.0.1:4000' },
    { family: 'IPv6', url: 'http://[::1]:4000' },
  ])('says where it listens: $family', async ({ family, url }) => {
    server.family = family;

    await expect(listen(() => {}, options)).resolves.toMatchObject({ url });
  });

  it.each([
    { code: 'EADDRINUSE', text: 'Port 4000 on 127.0.0.1 is in use' },
    { code: 'EACCES', text: 'No permission to listen' },
    { code: 'EADDRNOTAVAIL', text: 'This machine has no address' },
    { code: 'EOTHER', text: 'Cannot listen on' },
  ])('explains $code', async ({ code, text }) => {
    server.failure = code;

    await expect(listen(() => {}, options)).rejects.toThrow(text);
  });

  it('closes', async () => {
    const listener = await listen(() => {}, options);
    const response = new EventEmitter();
    server.emit('request', { socket: {} }, response);

    await listener.close(1000);
    response.emit('close');

    expect(server.close).toHaveBeenCalledOnce();
    expect(server.closeIdleConnections).toHaveBeenCalledTimes(2);
  });
});

describe('refuseUnreadable', () => {
  const socket = (writable = true) => ({
    writable,
    end: vi.fn<(text: string) => void>(),
    destroy: vi.fn<() => void>(),
  });
  const refuse = (code: string, client = socket()) => {
    const server = new EventEmitter();
    refuseUnreadable(server as never, mockLogger() as never);
    server.emit('clientError', Object.assign(new Error('x'), { code }), client);
    return { server, client };
  };

  it.each([
    { code: 'HPE_HEADER_OVERFLOW', status: 431 },
    { code: 'ERR_HTTP_REQUEST_TIMEOUT', status: 408 },
    { code: 'HPE_INVALID_METHOD', status: 400 },
  ])('answers $code with $status', ({ code, status }) => {
    expect(refuse(code).client.end).toHaveBeenCalledWith(expect.stringContaining(`HTTP/1.1 ${status}`));
  });

  it('leaves a socket alone that cannot be written to', () => {
    const { client } = refuse('HPE_INVALID_METHOD', socket(false));

    expect(client.end).not.toHaveBeenCalled();
  });

  it('answers once', () => {
    const { server, client } = refuse('HPE_INVALID_METHOD');
    client.writable = false;
    server.emit('clientError', new Error('y'), client);

    expect(client.end).toHaveBeenCalledOnce();
  });

  it('lets the answer before it finish', () => {
    const server = new EventEmitter();
    refuseUnreadable(server as never, mockLogger() as never);
    const client = socket();
    const response = new EventEmitter();
    server.emit('request', { socket: client, complete: true }, response);
    server.emit('clientError', new Error('x'), client);

    expect(client.destroy).not.toHaveBeenCalled();
    response.emit('close');
    expect(client.destroy).toHaveBeenCalledOnce();
  });

  it('treats an unknown expectation as none', () => {
    const server = new EventEmitter();
    const onRequest = vi.fn<() => void>();
    refuseUnreadable(server as never, mockLogger() as never);
    server.on('request', onRequest);
    server.emit('checkExpectation', { socket: {} }, new EventEmitter());

    expect(onRequest).toHaveBeenCalledOnce();
  });
});
