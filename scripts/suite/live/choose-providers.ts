import path from 'node:path';
import { root } from '../../terminal.ts';
import { type LiveProvider, liveProviders } from './providers.ts';

export type Chosen = {
  readonly provider: LiveProvider;
  readonly url: string;
  readonly paceMs: number;
  /** Placeholder and what stands for it at the provider. */
  readonly key: readonly [placeholder: string, real: string] | null;
  readonly aliases: readonly (readonly [placeholder: string, real: string])[];
};

export type Choice = {
  readonly chosen: readonly Chosen[];
  /** Why a provider that was named cannot be asked. */
  readonly missing: ReadonlyMap<string, string>;
};

/** Which providers `--live` names and can ask. Throws a sentence on a wrong name, key or address. */
export function chooseProviders(list: string, env: NodeJS.ProcessEnv): Choice {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !liveProviders.some((one) => one.name === name));
  if (unknown.length > 0) {
    const known = liveProviders.map(({ name }) => name).join(', ');
    throw new Error(`There is no provider "${unknown.join('", "')}": name some of ${known}`);
  }
  const chosen: Chosen[] = [];
  const missing = new Map<string, string>();
  for (const provider of liveProviders.filter(({ name }) => names.includes(name))) {
    const key = keyOf(provider, env);
    const aliases = aliasesOf(provider, env);
    const absent = [key, ...aliases].filter((one) => typeof one === 'string');
    if (absent.length > 0) missing.set(provider.name, `${absent.join(' and ')} not set`);
    else {
      chosen.push({
        provider,
        ...placeOf(provider, env),
        key: typeof key === 'string' ? null : key,
        aliases: aliases.flatMap((one) => (typeof one === 'string' ? [] : one)),
      });
    }
  }
  return { chosen, missing };
}

/** The name of the variable where the key is missing. */
function keyOf({ key }: LiveProvider, env: NodeJS.ProcessEnv): Chosen['key'] | string {
  if (key === undefined) return null;
  const real = env[key.variable] ?? '';
  if (real === '') return key.variable;
  // What is wrong is not printed: it may be the key that must not be seen.
  if (!key.pattern.test(real)) {
    throw new Error(`${key.variable} holds no test key (${key.form}): a live key is never used`);
  }
  return [key.placeholder, real];
}

function aliasesOf({ aliases = [] }: LiveProvider, env: NodeJS.ProcessEnv): (string | Chosen['aliases'])[] {
  return aliases.map(({ variable, placeholders, standard }) => {
    const given = env[variable] ?? standard ?? '';
    if (given === '') return variable;
    const real = given.split(',').map((one) => one.trim());
    if (real.length !== placeholders.length || real.includes('')) {
      throw new Error(
        `${variable} takes ${placeholders.length}, separated by commas, and has ${real.length}`,
      );
    }
    return placeholders.map((placeholder, index) => [placeholder, real[index] ?? ''] as const);
  });
}

/**
 * LIVE_STRIPE_URL and the like name a stand-in on this machine, for the tests of this runner. What a
 * stand-in answers is no provider's word, so it is never recorded where the real recordings are.
 */
function placeOf(
  { name, url, paceMs }: LiveProvider,
  env: NodeJS.ProcessEnv,
): Pick<Chosen, 'url' | 'paceMs'> {
  const variable = `LIVE_${name.toUpperCase()}_URL`;
  const standIn = env[variable];
  if (standIn === undefined || standIn === '') return { url, paceMs };
  if (!/^http:\/\/127\.0\.0\.1(:\d+)?\/?$/.test(standIn)) {
    throw new Error(`${variable} must be on 127.0.0.1: a provider's own address is not changed`);
  }
  const recordings = env['RECORDINGS_DIR'] ?? '';
  if (recordings === '' || !path.relative(root, path.resolve(recordings)).startsWith('..')) {
    throw new Error(`${variable} needs RECORDINGS_DIR outside of the repository: it is no provider`);
  }
  return { url: standIn.replace(/\/$/, ''), paceMs: 0 };
}
