import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ProviderContract } from '../provider-contract.ts';
import type { Definitions } from '../schema.ts';
import type { World } from '../types.ts';
import type * as Making from './make.ts';
import { rootsOf } from './roots.ts';

const require = createRequire(import.meta.url);

// Brings TypeScript and Ajv along, which a run that finds everything in the cache does not need.
const making = (): typeof Making => require('./make.ts') as typeof Making;

const packageFolder = path.resolve(import.meta.dirname, '../..');
const folder = path.resolve(packageFolder, '../../node_modules/.cache/topheavy/contracts');

/** The provider's schemas, read from the cache or derived and put there. */
export const cachedDefinitions = (contract: ProviderContract): Definitions =>
  JSON.parse(readFileSync(definitionsFile(contract), 'utf8')) as Definitions;

/** An ECMAScript module with the validation functions of `rootsOf`, from the cache or compiled and put there. */
export const compiledFile = (contract: ProviderContract, world: World): string =>
  cached(contract, `${contract.name}-${world}`, 'mjs', () => {
    const { compileSchemas, inWorld } = making();
    const schemas = inWorld(cachedDefinitions(contract), world);
    // What Ajv leaves as `require` in a module is its own.
    return [
      "import { createRequire } from 'node:module';",
      `const require = createRequire(${JSON.stringify(ajvFile())});`,
      compileSchemas(schemas, rootsOf(contract)),
    ].join('\n');
  });

const definitionsFile = (contract: ProviderContract): string =>
  cached(contract, contract.name, 'json', () => JSON.stringify(making().definitionsOf(contract)));

/** No lock: who comes second writes the same once more, and a file appears whole or not at all. */
const cached = (contract: ProviderContract, name: string, extension: string, make: () => string): string => {
  const file = path.join(folder, `${name}-${keyOf(contract)}.${extension}`);
  if (existing().has(path.basename(file))) return file;
  const text = make();
  mkdirSync(folder, { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
  for (const old of existing()) {
    if (old.startsWith(`${name}-`) && /^[\da-f]{16}\.(json|mjs)$/.test(old.slice(name.length + 1)))
      if (old !== path.basename(file)) rmSync(path.join(folder, old), { force: true });
  }
  return file;
};

const existing = (): Set<string> => {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return new Set();
  }
};

/** The same for every copy of a checkout that shares its installed packages. */
const ajvFile = (): string => realpathSync(path.join(packageFolder, 'node_modules/ajv/package.json'));

/** Of all that decides the schemas: this package's source, the SDK, TypeScript and Ajv. */
const keyOf = ({ source }: ProviderContract): string => {
  const hash = createHash('sha256').update(ajvFile()).update(sourceText());
  const packages = ['ajv', 'typescript', ...(source.kind === 'types' ? [source.sdk] : [])];
  for (const name of packages) hash.update(manifestOf(name));
  return hash.digest('hex').slice(0, 16);
};

const manifestOf = (name: string): string =>
  readFileSync(path.join(packageFolder, 'node_modules', name, 'package.json'), 'utf8');

let readSource: string | undefined;

const sourceText = (): string =>
  (readSource ??= readdirSync(path.join(packageFolder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => readFileSync(file, 'utf8'))
    .join('\0'));

export const loadModule = (file: string): unknown => require(file);
