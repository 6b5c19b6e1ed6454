import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { UnparsableError } from '../code/analyse.ts';
import { below, matcher } from '../paths.ts';
import { instrumented } from '../store/instrumented.ts';
import { cacheOf, type RunSettings } from './settings.ts';

/** Which module imported which, by path from the root; from '' for what is outside of it. */
export type Imports = Map<string, Set<string>>;

/** The global that pg's client calls with each query. */
export const STATEMENTS = '__affectedStatement';

const PG_CLIENT = /\/node_modules\/pg\/lib\/client\.js$/;

const PG_PROBE = `
;{ const query = module.exports.prototype.query;
module.exports.prototype.query = function (config) {
  globalThis.${STATEMENTS}?.(typeof config === 'string' ? config : config?.text, this.connectionParameters?.application_name);
  return query.apply(this, arguments); }; }
`;

let depth = 0;

/** Whether Node is finding or reading a module right now: such reads are nobody's. */
export const isLoading = (): boolean => depth > 0;

function loading<T>(work: () => T): T {
  depth += 1;
  try {
    return work();
  } finally {
    depth -= 1;
  }
}

/** From here on, what Node loads of the sources has probes, and who imports whom is noted. */
export function installHooks(settings: RunSettings): Imports {
  const imports: Imports = new Map();
  const isSource = matcher(settings.sources);
  const cache = cacheOf(settings);
  const pathOf = (url: string): string | null => {
    if (!url.startsWith('file:') || url.includes('/node_modules/')) return null;
    return below(settings.root, fileURLToPath(url.split('?', 1)[0] ?? url));
  };
  registerHooks({
    resolve(specifier, context, next) {
      const result = loading(() => next(specifier, context));
      const to = pathOf(result.url);
      if (to !== null) {
        // Vitest's own imports are nobody's.
        const from = context.parentURL === undefined ? '' : (pathOf(context.parentURL) ?? '');
        const known = imports.get(from);
        if (known === undefined) imports.set(from, new Set([to]));
        else known.add(to);
      }
      return result;
    },
    load(url, context, next) {
      const result = loading(() => next(url, context));
      if (PG_CLIENT.test(url)) return { ...result, source: `${textOf(result.source)}${PG_PROBE}` };
      const file = pathOf(url);
      if (file === null || !isSource(file) || !CODE.has(path.extname(file))) return result;
      try {
        return { ...result, source: instrumented(cache, file, textOf(result.source)) };
      } catch (error) {
        // Node says it better.
        if (error instanceof UnparsableError) return result;
        throw error;
      }
    },
  });
  return imports;
}

const CODE = new Set(['.ts', '.mts', '.js', '.mjs', '.cjs', '.cts']);

const textOf = (source: string | ArrayBuffer | NodeJS.TypedArray | null | undefined): string =>
  typeof source === 'string' ? source : source ? new TextDecoder().decode(source) : '';
