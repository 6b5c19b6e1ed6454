import { z } from 'zod';
import { fact } from '../core/provider.ts';
import type { ResendState } from './state.ts';

export const facts = {
  /** Resend refuses to send from a domain whose DNS records were never verified, or no longer are. */
  unverified_domain: fact(z.strictObject({ domain: z.string() }), (state: ResendState, { domain }) => {
    state.unverifiedDomains.push(domain.toLowerCase());
  }),
};
