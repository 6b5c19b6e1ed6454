import { providers, type MountableProvider, type Reply } from '@topheavy/fakes';

/**
 * What stands between the fakes and their clients in this suite. It passes every answer on; the contract
 * mutation score sets another, which records answers or lets one of them go wrong.
 */
export const inFlight: { pass(operation: string, reply: Reply): Reply } = {
  pass: (_operation, reply) => reply,
};

const through = (provider: MountableProvider): MountableProvider => ({
  ...provider,
  mount: (world) => {
    const mounted = provider.mount(world);
    return {
      ...mounted,
      receive: (incoming, readable) => {
        const received = mounted.receive(incoming, readable);
        const { op } = received;
        if (op === null) return received;
        return { ...received, answer: () => inFlight.pass(op, received.answer()) };
      },
    };
  },
});

export const providersInFlight: readonly MountableProvider[] = providers.map(through);
