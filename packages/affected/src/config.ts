import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AffectedConfig } from './types.ts';

export const CONFIG_FILE = 'affected.config.ts';

/** Checks the names while it is written. */
export const defineAffected = (config: AffectedConfig): AffectedConfig => config;

export type ResolvedConfig = Required<Omit<AffectedConfig, 'projects'>> & {
  readonly projects: readonly string[] | null;
};

const LOCKFILES = ['pnpm-lock.yaml', 'package-lock.json', 'yarn.lock', 'bun.lock'];
const ALWAYS = [CONFIG_FILE, '{vite,vitest}.config.*', '{vitest.workspace,tsconfig*}.*', '.nvmrc'];

/** Reads affected.config.ts below the root. Throws with what is missing. */
export async function loadConfig(root: string): Promise<ResolvedConfig> {
  const file = path.join(root, CONFIG_FILE);
  if (!existsSync(file))
    throw new Error(
      `There is no ${CONFIG_FILE} in ${root}: it says which sources are recorded (see README).`,
    );
  const loaded = (await import(pathToFileURL(file).href)) as { default?: AffectedConfig };
  const config = loaded.default;
  if (config === undefined || !Array.isArray(config.sources) || config.sources.length === 0)
    throw new Error(`${CONFIG_FILE} must have a default export with sources, such as ['src/**/*.ts'].`);
  return resolveConfig(config);
}

export const resolveConfig = (config: AffectedConfig): ResolvedConfig => ({
  sources: config.sources,
  projects: config.projects ?? null,
  tests: config.tests ?? ['**/*.{test,spec}.{ts,mts,cts,js,mjs,cjs,tsx,jsx}'],
  everything: [...ALWAYS, ...LOCKFILES, ...(config.everything ?? [])],
  migrations: config.migrations ?? [],
  setups: config.setups ?? [],
  ignored: config.ignored ?? ['**/*.md'],
  rules: config.rules ?? [],
  environment: config.environment ?? ['**/.env', '**/.env.*'],
  harnessConnections: config.harnessConnections ?? [],
  record: config.record ?? 'node_modules/.cache/affected/record',
});

/** What a record is worthless without. Another key means: nothing is known. */
export function environmentKey(root: string): string {
  const hash = createHash('sha256').update(`affected 1 ${process.version} ${process.platform}`);
  for (const file of [...LOCKFILES, CONFIG_FILE]) {
    const full = path.join(root, file);
    if (existsSync(full)) hash.update(file).update(readFileSync(full));
  }
  return hash.digest('hex').slice(0, 16);
}
