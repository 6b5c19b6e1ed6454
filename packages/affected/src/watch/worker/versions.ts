import { hash } from 'node:crypto';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The query that tells one evaluation of a module from the next. */
export const VERSION = 'affected';

export type Versions = {
  /**
   * Gives every one of these files, and everything that imports them, a new version: whoever imports
   * them from now on gets a new evaluation. `also` are files that did not change. Returns all of them.
   */
  renew(changed: ReadonlyMap<string, string | null>, also: Iterable<string>): ReadonlySet<string>;
  /** Starts a run: what is imported by the runner from now on is what `stale` looks through. */
  startRun(): void;
  /** What the run's test files were linked to, and is not the version, or not the text, that it has to be. */
  stale(): readonly (readonly [testFile: string, file: string])[];
  /** Addresses below node_modules that our files import: what a worker can load before it is needed. */
  packages(): readonly string[];
  /** Where this file is to be imported from now. */
  address(file: string): string;
};

/**
 * Node cannot forget a module. So a module that changed gets another address, `?affected=N`, and so does
 * every module that leads to it: the rest, and what it holds, is kept. Must be called before any hook
 * of others, so that they see files as they are.
 */
export function openVersions(): Versions {
  const versions = new Map<string, number>();
  const importers = new Map<string, Set<string>>();
  /** By address: what that very evaluation is linked to. */
  const links = new Map<string, Set<string>>();
  const texts = new Map<string, string>();
  const expected = new Map<string, string | null>();
  const packages = new Set<string>();
  /** Files that import what there was not: nobody could tell that they lead to it. */
  const unresolved = new Set<string>();
  let roots = new Set<string>();

  registerHooks({
    resolve(specifier, context, next) {
      const { parentURL } = context;
      const ownParent = isOwn(parentURL);
      let result: ReturnType<typeof next>;
      try {
        result = next(specifier, context);
      } catch (error) {
        if (ownParent) unresolved.add(fileOf(parentURL));
        throw error;
      }
      if (!isOwn(result.url)) {
        if (ownParent && String(result.url).startsWith('file:')) packages.add(result.url);
        return result;
      }
      const file = fileOf(result.url);
      // What Vitest itself imports, test files above all, it evaluates anew each time.
      const version = ownParent ? (versions.get(file) ?? 0) : 0;
      const url = version === 0 ? result.url : addressOf(result.url, version);
      if (!ownParent) {
        roots.add(url);
        links.delete(url);
      } else {
        into(importers, file, fileOf(parentURL));
        into(links, withoutRun(parentURL), url);
      }
      return url === result.url ? result : { ...result, url };
    },
    load(url, context, next) {
      const result = next(url, context);
      if (isOwn(url) && result.source != null) texts.set(withoutRun(url), textHash(result.source));
      return result;
    },
  });

  /** Files that these addresses lead to, and that are not the version, or not the text, that they have to be. */
  const wrongFrom = (addresses: Iterable<string>): ReadonlySet<string> => {
    const seen = new Set<string>();
    const wrong = new Set<string>();
    const waiting = [...addresses];
    for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
      if (seen.has(url)) continue;
      seen.add(url);
      const file = fileOf(url);
      const version = versions.get(file) ?? 0;
      const text = texts.get(withoutRun(url));
      if (!roots.has(url) && versionOf(url) !== version) wrong.add(file);
      // A new version that was never loaded: somebody else's hook gave out the old one.
      if (text === undefined ? version > 0 : expected.has(file) && expected.get(file) !== text)
        wrong.add(file);
      waiting.push(...(links.get(withoutRun(url)) ?? []));
    }
    return wrong;
  };

  return {
    renew(changed, also) {
      for (const [file, text] of changed) expected.set(file, text);
      const renewed = new Set<string>();
      const waiting = [...changed.keys(), ...also, ...unresolved];
      unresolved.clear();
      for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
        if (renewed.has(file)) continue;
        renewed.add(file);
        versions.set(file, (versions.get(file) ?? 0) + 1);
        waiting.push(...(importers.get(file) ?? []));
      }
      return renewed;
    },
    startRun() {
      roots = new Set();
    },
    stale() {
      if (wrongFrom(roots).size === 0) return [];
      return [...roots].flatMap((root) =>
        [...wrongFrom([root])].map((file) => [fileOf(root), file] as const),
      );
    },
    packages: () => [...packages],
    address: (file) => addressOf(pathToFileURL(file).href, versions.get(file) ?? 0),
  };
}

/** As the watcher hashes a file. */
export const textHash = (text: string | NodeJS.ArrayBufferView | ArrayBuffer): string =>
  hash('sha1', text instanceof ArrayBuffer ? new Uint8Array(text) : text);

const isOwn = (url: string | undefined): url is string =>
  url !== undefined && url.startsWith('file:') && !url.includes('/node_modules/');

const fileOf = (url: string): string => fileURLToPath(url.split('?', 1)[0] ?? url);

const addressOf = (url: string, version: number): string =>
  version === 0 ? url : `${url.split('?', 1)[0] ?? url}?${VERSION}=${version}`;

const versionOf = (url: string): number => Number(new RegExp(`[?&]${VERSION}=(\\d+)`).exec(url)?.[1] ?? 0);

/** Vitest gives a test file another address in each run; here one is enough. */
const withoutRun = (url: string): string => url.replace(/[?&]vitest=\d+/, '');

function into(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
