import { z } from 'zod';
import { providerNames, type ProviderName } from './core/provider-name.ts';
import type { WebhookTarget } from './core/webhook-delivery.ts';
import type { StartFakesOptions } from './start-fakes.ts';

const port = z.coerce.number<string>().int().min(0).max(65_535);

export type FakesConfig = Omit<StartFakesOptions, 'gate'> & {
  gate: 'on' | 'off';
  webhookTargets: Map<ProviderName, WebhookTarget>;
};

/**
 * `FAKES_HOST`, `FAKES_CONTROL_PORT`, `FAKES_WEBHOOK_MODE`, `FAKES_<PROVIDER>_PORT`,
 * `FAKES_<PROVIDER>_WEBHOOK_URL` and `FAKES_<PROVIDER>_WEBHOOK_SECRETS` (separated by commas).
 * Throws a sentence that names the variable.
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): FakesConfig => {
  const read = <Value>(name: string, schema: z.ZodType<Value, string>): Value | undefined => {
    const value = env[name];
    if (value === undefined || value === '') return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new Error(`${name} cannot be '${value}': ${parsed.error.issues[0]?.message ?? 'it is invalid'}.`);
  };

  const ports: Partial<Record<ProviderName, number>> = {};
  const webhookTargets = new Map<ProviderName, WebhookTarget>();
  for (const name of providerNames) {
    const prefix = `FAKES_${name.toUpperCase()}`;
    const dataPort = read(`${prefix}_PORT`, port);
    if (dataPort !== undefined) ports[name] = dataPort;
    const url = read(`${prefix}_WEBHOOK_URL`, z.url());
    const secrets = (env[`${prefix}_WEBHOOK_SECRETS`] ?? '').split(',').filter((secret) => secret !== '');
    if (url !== undefined) webhookTargets.set(name, { url, secrets });
  }
  return {
    host: env['FAKES_HOST'] ?? '127.0.0.1',
    ports,
    controlPort: read('FAKES_CONTROL_PORT', port) ?? 0,
    webhookMode: read('FAKES_WEBHOOK_MODE', z.enum(['manual', 'auto'])) ?? 'auto',
    // A database may outlive this process: ids must not start from 1 again beside it.
    idSalt: Date.now().toString(16),
    gate: read('FAKES_GATE', z.enum(['on', 'off'])) ?? 'off',
    webhookTargets,
  };
};
