import { bodyKinds } from './kinds/body-kinds.ts';
import { bytesKinds } from './kinds/bytes-kinds.ts';
import { contentKinds } from './kinds/content-kinds.ts';
import { framing } from './kinds/framing-kinds.ts';
import { headerKinds } from './kinds/header-kinds.ts';
import { targetKinds } from './kinds/target-kinds.ts';
import type { Kind } from './kind.ts';
import { ordinary } from './scene.ts';

/** What the document allows: many of these change something, and the books are checked after them. */
const allowed: Kind = {
  name: 'allowed',
  what: 'what the document allows, with ids of things that are there',
  fits: () => true,
  requests: (scene) => ordinary(scene).map(({ request }) => request),
};

/** Every way of being hostile. */
export const KINDS: readonly Kind[] = [
  allowed,
  ...bodyKinds,
  ...bytesKinds,
  ...contentKinds,
  framing,
  ...targetKinds,
  ...headerKinds,
];
