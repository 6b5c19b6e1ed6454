import { easypost } from './easypost/contract.ts';
import { frankfurter } from './frankfurter/contract.ts';
import type { ProviderContract } from './provider-contract.ts';
import type { ProviderName } from './provider-name.ts';
import { resend } from './resend/contract.ts';
import { square } from './square/contract.ts';
import { stripe } from './stripe/contract.ts';
import { vatcomply } from './vatcomply/contract.ts';

export const contracts: Readonly<Record<ProviderName, ProviderContract>> = {
  stripe,
  vatcomply,
  frankfurter,
  easypost,
  square,
  resend,
};
