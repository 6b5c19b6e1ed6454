import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Long enough for a busy engine on this machine, short enough not to be felt where there is none. */
const probeTimeoutMs = 300;

export type EngineAnswer = { answers: true } | { answers: false; reason: string };

type Endpoint = { socketPath: string } | { host: string; port: number; tls: boolean };

/** Asks whether a Docker engine answers, at DOCKER_HOST or else at the usual sockets; never throws. */
export async function askDockerEngine(env: NodeJS.ProcessEnv): Promise<EngineAnswer> {
  const endpoint = findEndpoint(env);
  if (endpoint === undefined) {
    return {
      answers: false,
      reason: env['DOCKER_HOST']
        ? `DOCKER_HOST=${env['DOCKER_HOST']} is of no known kind`
        : 'no Docker socket was found',
    };
  }
  const failure = await ('socketPath' in endpoint || !endpoint.tls
    ? ask(endpoint, '/_ping')
    : dial(endpoint));
  if (failure === undefined) return { answers: true };
  const where = 'socketPath' in endpoint ? endpoint.socketPath : `${endpoint.host}:${endpoint.port}`;
  const reason =
    failure === 'EACCES'
      ? `this user may not use ${where} (permission denied)`
      : `${where} does not answer (${failure})`;
  return { answers: false, reason };
}

/** Whether an engine answers and holds the image already, so that starting it pulls nothing; never throws. */
export async function hasDockerImage(image: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const endpoint = findEndpoint(env);
  if (endpoint === undefined || ('tls' in endpoint && endpoint.tls)) return false;
  return (await ask(endpoint, `/images/${image}/json`)) === undefined;
}

/** The places where Testcontainers looks, in its order. */
function findEndpoint(env: NodeJS.ProcessEnv): Endpoint | undefined {
  if (env['DOCKER_HOST']) return parseDockerHost(env['DOCKER_HOST'], Boolean(env['DOCKER_TLS_VERIFY']));
  if (process.platform === 'win32') return { socketPath: '//./pipe/docker_engine' };
  const home = homedir();
  const sockets = [
    '/var/run/docker.sock',
    ...(env['XDG_RUNTIME_DIR'] ? [join(env['XDG_RUNTIME_DIR'], 'docker.sock')] : []),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    `/run/user/${userInfo().uid}/docker.sock`,
  ];
  const socketPath = sockets.find((path) => existsSync(path));
  return socketPath === undefined ? undefined : { socketPath };
}

function parseDockerHost(dockerHost: string, tlsVerify: boolean): Endpoint | undefined {
  if (!URL.canParse(dockerHost)) return undefined;
  const { protocol, pathname, hostname, port } = new URL(dockerHost);
  if (protocol === 'unix:' || protocol === 'npipe:') return { socketPath: decodeURIComponent(pathname) };
  if (protocol !== 'tcp:' && protocol !== 'http:' && protocol !== 'https:') return undefined;
  const tls = protocol === 'https:' || tlsVerify;
  return { host: hostname, port: Number(port || (tls ? 2376 : 2375)), tls };
}

/** The reason why the engine did not say 200, or undefined when it did. */
function ask(endpoint: Endpoint, path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const asked = request({ ...endpoint, path, agent: false, signal: AbortSignal.timeout(probeTimeoutMs) });
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? undefined : `status ${response.statusCode}`);
    });
    asked.on('error', (error) => resolve(failureOf(error)));
    asked.end();
  });
}

/** With TLS the engine wants a certificate that only Testcontainers holds: an open port must do. */
function dial(endpoint: { host: string; port: number }): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ ...endpoint, signal: AbortSignal.timeout(probeTimeoutMs) });
    socket.on('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.on('error', (error) => resolve(failureOf(error)));
  });
}

function failureOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return `no answer within ${probeTimeoutMs} ms`;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
