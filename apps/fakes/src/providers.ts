import type { MountableProvider } from './core/mounted-provider.ts';
import { stripe } from './stripe/provider.ts';

export const providers: readonly MountableProvider[] = [stripe];
