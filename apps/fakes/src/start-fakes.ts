import type { Gate } from '@topheavy/contracts';
import { createClock } from './core/clock.ts';
import { createControl, type FakesControl } from './core/control.ts';
import { startControlServer } from './core/control-server.ts';
import type { DataPort } from './core/data-port.ts';
import { createFaults } from './core/faults.ts';
import { createJournal } from './core/journal.ts';
import type { Listening } from './core/listen.ts';
import type { MountableProvider } from './core/mounted-provider.ts';
import type { ProviderName } from './core/provider-name.ts';
import { startServer } from './core/server.ts';
import { createViolations } from './core/violations.ts';
import { createWebhooks, type WebhookMode } from './core/webhooks.ts';
import { providers as allProviders } from './providers.ts';

export type StartFakesOptions = {
  /** 127.0.0.1 unless told otherwise. */
  host?: string;
  /** 0 or absent: any free port. */
  ports?: Partial<Record<ProviderName, number>>;
  controlPort?: number;
  webhookMode?: WebhookMode;
  /** Hexadecimal digits that lead each id; for fakes beside a database that outlives them. */
  idSalt?: string;
  providers?: readonly MountableProvider[];
  /** Holds each exchange and each event to the providers' contracts; without one nothing is checked. */
  gate?: Gate;
};

export type Fakes = {
  urls: Record<ProviderName, string>;
  controlUrl: string;
  control: FakesControl;
  stop(): Promise<void>;
};

/** Starts one server per provider and the control server; all of them or none. */
export const startFakes = async (options: StartFakesOptions = {}): Promise<Fakes> => {
  const { host = '127.0.0.1', ports = {}, controlPort = 0, webhookMode = 'manual', idSalt = '' } = options;
  const definitions = options.providers ?? allProviders;
  const clock = createClock();
  const signers = new Map(
    definitions.flatMap(({ name, signWebhook }) =>
      signWebhook === undefined ? [] : [[name, signWebhook] as const],
    ),
  );
  const faults = createFaults();
  const world = {
    clock,
    faults,
    journal: createJournal(),
    webhooks: createWebhooks(clock, signers, faults, webhookMode),
    ports: new Set<DataPort>(),
    violations: createViolations(options.gate),
    idSalt,
  };
  const mounted = definitions.map((definition) => definition.mount(world));
  const control = createControl(world, definitions, mounted);

  let urls: Readonly<Record<string, string>> = {};
  const started = await Promise.allSettled([
    startControlServer(control, { host, port: controlPort }, () => urls),
    ...mounted.map((provider) => startServer(provider, world, { host, port: ports[provider.name] ?? 0 })),
  ]);
  const servers: Listening[] = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const stop = async (): Promise<void> => {
    world.faults.clear();
    await Promise.all([...servers.map((server) => server.stop()), world.webhooks.stop()]);
  };
  const failed = started.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  const [controlServer, ...dataServers] = servers;
  const dataUrls = urlsByName(mounted, dataServers);
  urls = dataUrls;
  return {
    urls: dataUrls,
    controlUrl: controlServer?.url ?? '',
    control,
    stop,
  };
};

const urlsByName = (
  mounted: readonly { name: ProviderName }[],
  servers: readonly Listening[],
): Record<ProviderName, string> => {
  const urls: Record<ProviderName, string> = {
    stripe: '',
    vatcomply: '',
    frankfurter: '',
    easypost: '',
    square: '',
    resend: '',
  };
  for (const [index, { name }] of mounted.entries()) urls[name] = servers[index]?.url ?? '';
  return urls;
};
