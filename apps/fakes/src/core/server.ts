import { createDataPort } from './data-port.ts';
import { exchange } from './exchange.ts';
import { listen, type Listening } from './listen.ts';
import type { MountedProvider } from './mounted-provider.ts';
import type { World } from './world.ts';

/** The server of one provider's data port. */
export const startServer = async (
  provider: MountedProvider,
  world: World,
  address: { host: string; port: number },
): Promise<Listening> => {
  const listening = await listen(
    provider.name,
    (incoming, response) => {
      // 'close' comes after an answer as well as after none, which a fault may have caused after the effect.
      response.once('close', () => void world.webhooks.deliverDue());
      exchange(provider, world, incoming, response).catch(() => {
        // The client left while it was still sending: there is nobody to answer.
        response.destroy();
      });
    },
    address,
  );
  const { server, port } = listening;
  const dataPort = createDataPort(provider.name, server, { ...address, port }, world.faults);
  world.ports.add(dataPort);
  return {
    ...listening,
    stop: async () => {
      world.ports.delete(dataPort);
      dataPort.stop();
      await listening.stop();
    },
  };
};
