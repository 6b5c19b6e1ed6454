import { deserialize, serialize } from 'node:v8';
import { ControlError } from './control-error.ts';
import type { MountedProvider } from './mounted-provider.ts';
import type { World } from './world.ts';

type SavedWorld = {
  providers: Map<string, unknown>;
  journal: unknown;
  webhooks: unknown;
};

/** As text, so that it travels over the control port like everything else. */
export const saveWorld = (world: World, mounted: readonly MountedProvider[]): string => {
  const saved: SavedWorld = {
    providers: new Map(mounted.map((provider) => [provider.name, provider.save()])),
    journal: world.journal.save(),
    webhooks: world.webhooks.save(),
  };
  return serialize(saved).toString('base64');
};

/** Each restore reads the text anew, so what one world changes no other one sees. */
export const restoreWorld = (world: World, mounted: readonly MountedProvider[], text: string): void => {
  const saved = read(text);
  for (const provider of mounted) provider.load(saved.providers.get(provider.name));
  world.journal.load(saved.journal);
  world.webhooks.load(saved.webhooks);
};

const read = (text: string): SavedWorld => {
  try {
    return deserialize(Buffer.from(text, 'base64')) as SavedWorld;
  } catch {
    throw new ControlError('This is no saved world: give what `save` answered.');
  }
};
