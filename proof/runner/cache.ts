import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../scripts/terminal.ts';
import { LAYERS, LAYER_INPUTS, type Cell, type Layer } from './layers.ts';
import type { Patch } from './patches.ts';

/** What was tried: a patch, or the layer without any, in a few words. */
export type Tried = Patch | string;

export type Cache = {
  get(layer: Layer, tried: Tried): Promise<Cell | null>;
  /** A broken cell is not kept: what broke it may be the machine. */
  put(layer: Layer, tried: Tried, cell: Cell): Promise<void>;
};

/** Cells by what they depend on: the layer's inputs in the checkout as they are now, the runner itself, and the patch. */
export async function openCache(
  checkout: string,
  folder = path.join(checkout, 'node_modules/.cache/topheavy/proof'),
): Promise<Cache> {
  const inputs = await hashInputs(checkout);
  const fileOf = (layer: Layer, tried: Tried): string => {
    const hash = createHash('sha256').update(`${layer}\0${inputs.get(layer)}\0`);
    hash.update(typeof tried === 'string' ? tried : JSON.stringify(partsOf(layer, tried)));
    return path.join(folder, `${hash.digest('hex')}.json`);
  };
  await mkdir(folder, { recursive: true });
  return {
    async get(layer, tried) {
      const text = await readFile(fileOf(layer, tried), 'utf8').catch(() => null);
      return text === null ? null : (JSON.parse(text) as Cell);
    },
    async put(layer, tried, cell) {
      if (cell.verdict !== 'broken') await writeFile(fileOf(layer, tried), JSON.stringify(cell));
    },
  };
}

/** Of a patch what the layer's cell depends on: not its story. */
const partsOf = (layer: Layer, { kind, text, test, mocks }: Patch): unknown[] => [
  kind,
  text,
  layer === 'integration' ? test : null,
  layer === 'assumed' ? (mocks?.text ?? null) : null,
];

async function hashInputs(checkout: string): Promise<Map<Layer, string>> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { code, output } = await run('git', args, { cwd: checkout, output: 'collect' });
  if (code !== 0) throw new Error(`This needs a git checkout: ${output.trim()}`);
  const hashes = new Map(LAYERS.map((layer) => [layer, createHash('sha256')]));
  for (const file of output.split('\0').toSorted()) {
    const layers = LAYERS.filter((layer) => LAYER_INPUTS[layer].test(file) || isRunner(file));
    if (layers.length === 0) continue;
    const text = await readFile(path.join(checkout, file)).catch(() => Buffer.from('deleted'));
    for (const layer of layers) hashes.get(layer)?.update(`${file}\0`).update(text);
  }
  return new Map([...hashes].map(([layer, hash]) => [layer, hash.digest('hex')]));
}

const isRunner = (file: string): boolean =>
  /^(proof\/runner\/(run-layer|run-tests|test-report|layers|coverage|shared-postgres)|scripts\/throw-away-copy)\.ts$/.test(
    file,
  );
