import { exchange } from './exchange.ts';
import { listen, type Listening } from './listen.ts';
import type { MountedProvider } from './mounted-provider.ts';
import type { World } from './world.ts';

/** The data port of one provider. */
export const startServer = (
  provider: MountedProvider,
  world: World,
  address: { host: string; port: number },
): Promise<Listening> =>
  listen(
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
