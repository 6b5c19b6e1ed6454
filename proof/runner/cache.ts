import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root, run } from '../../scripts/terminal.ts';
import { LAYERS, LAYER_INPUTS, type Cell, type Layer } from './layers.ts';
import type { Patch } from './patches.ts';

const FOLDER = path.join(root, 'node_modules/.cache/topheavy/proof');

export type Cache = {
  get(layer: Layer, patch: Patch | null): Promise<Cell | null>;
  /** A broken cell is not kept: what broke it may be the machine. */
  put(layer: Layer, patch: Patch | null, cell: Cell): Promise<void>;
};

/** Cells by what they depend on: the layer's inputs as they are now, the runner itself, and the patch. */
export async function openCache(): Promise<Cache> {
  const inputs = await hashInputs();
  const fileOf = (layer: Layer, patch: Patch | null): string => {
    const hash = createHash('sha256').update(`${layer}\0${inputs.get(layer)}\0`);
    hash.update(patch === null ? 'baseline' : `${patch.text}\0${JSON.stringify(patch.test)}`);
    return path.join(FOLDER, `${hash.digest('hex')}.json`);
  };
  await mkdir(FOLDER, { recursive: true });
  return {
    async get(layer, patch) {
      const text = await readFile(fileOf(layer, patch), 'utf8').catch(() => null);
      return text === null ? null : (JSON.parse(text) as Cell);
    },
    async put(layer, patch, cell) {
      if (cell.verdict !== 'broken') await writeFile(fileOf(layer, patch), JSON.stringify(cell));
    },
  };
}

async function hashInputs(): Promise<Map<Layer, string>> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { code, output } = await run('git', args, { output: 'collect' });
  if (code !== 0) throw new Error(`This needs a git checkout: ${output.trim()}`);
  const hashes = new Map(LAYERS.map((layer) => [layer, createHash('sha256')]));
  for (const file of output.split('\0').toSorted()) {
    const layers = LAYERS.filter((layer) => LAYER_INPUTS[layer].test(file) || isRunner(file));
    if (layers.length === 0) continue;
    const text = await readFile(path.join(root, file)).catch(() => Buffer.from('deleted'));
    for (const layer of layers) hashes.get(layer)?.update(`${file}\0`).update(text);
  }
  return new Map([...hashes].map(([layer, hash]) => [layer, hash.digest('hex')]));
}

const isRunner = (file: string): boolean =>
  /^(proof\/runner\/(run-layer|test-report|layers)|scripts\/bugs\/.+)\.ts$/.test(file);
