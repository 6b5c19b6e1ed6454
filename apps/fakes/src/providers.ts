import type { MountableProvider } from './core/mounted-provider.ts';
import { easypost } from './easypost/provider.ts';
import { frankfurter } from './frankfurter/provider.ts';
import { resend } from './resend/provider.ts';
import { square } from './square/provider.ts';
import { stripe } from './stripe/provider.ts';
import { vatcomply } from './vatcomply/provider.ts';

export const providers: readonly MountableProvider[] = [
  stripe,
  vatcomply,
  frankfurter,
  easypost,
  square,
  resend,
];
