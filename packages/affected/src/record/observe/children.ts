import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import { childFile, RUN, type RunSettings } from '../settings.ts';
import { plainEnvironment } from './environment.ts';

/** The variable that tells a child where to write what it ran. */
export const CHILD_FILE = 'AFFECTED_CHILD';

/** Whether a recorded process has started this one. */
export const isChild = (): boolean => plainEnvironment[CHILD_FILE] !== undefined;

const NAMES = ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'] as const;

type Functions = Record<string, (...args: unknown[]) => unknown>;

const preload = new URL('../child.ts', import.meta.url).href;

let count = 0;

/** Node processes among the children, and theirs, record themselves and write it to the file that `note` gets. */
export function observeChildren(settings: RunSettings, note: (file: string) => void): void {
  const module = childProcess as unknown as Functions;
  const prepared = (args: readonly unknown[]): unknown[] => {
    count += 1;
    const file = childFile(settings, count);
    const own = withEnvironment(args, file);
    if (own === null) return [...args];
    note(file);
    return own;
  };
  for (const name of NAMES) {
    const original = module[name];
    if (original === undefined) continue;
    const patched = function (this: unknown, ...args: unknown[]): unknown {
      return original.apply(this, prepared(args));
    };
    const promised = (original as { [promisify.custom]?: (...args: unknown[]) => unknown })[promisify.custom];
    if (promised !== undefined)
      Object.defineProperty(patched, promisify.custom, {
        value: (...args: unknown[]) => promised(...prepared(args)),
      });
    module[name] = patched;
  }
  syncBuiltinESMExports();
}

/**
 * The same arguments; options are the last that is an object, or come before a callback. Null when that
 * has been done, as for `exec`, which goes through `execFile`.
 */
function withEnvironment(args: readonly unknown[], file: string): unknown[] | null {
  const given = args.findIndex(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  const options = (given === -1 ? {} : args[given]) as { env?: NodeJS.ProcessEnv };
  const env = options.env ?? plainEnvironment;
  if (env[CHILD_FILE] !== undefined && env[CHILD_FILE] !== plainEnvironment[CHILD_FILE]) return null;
  const own = {
    ...options,
    env: {
      ...env,
      [RUN]: plainEnvironment[RUN],
      [CHILD_FILE]: file,
      NODE_OPTIONS: `${env['NODE_OPTIONS'] ?? ''} --import=${preload}`.trim(),
    },
  };
  if (given !== -1) return args.map((value, index) => (index === given ? own : value));
  const callback = args.findIndex((value) => typeof value === 'function');
  return callback === -1 ? [...args, own] : args.toSpliced(callback, 0, own);
}
