import { hash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readInputs, type Inputs } from './inputs.ts';
import type { Cell, Layer } from './layers.ts';
import type { Patch } from './patches.ts';
import type { RanBy } from './ran-by.ts';

/** What was tried: a patch, or the layer without any, in a few words. */
export type Tried = Patch | string;

export type Cache = {
  get(layer: Layer, tried: Tried): Promise<Cell | null>;
  /** A broken cell is not kept: what broke it may be the machine. */
  put(layer: Layer, tried: Tried, cell: Cell): Promise<void>;
};

/** Cells by what they depend on in the checkout as it is now, and the patch. */
export async function openCache(
  checkout: string,
  ranBy: RanBy,
  isUnseen: (file: string) => boolean = () => false,
  folder = path.join(checkout, 'node_modules/.cache/topheavy/proof'),
): Promise<Cache> {
  const inputs = await readInputs(checkout, isUnseen);
  const fileOf = (layer: Layer, tried: Tried): string => {
    const parts = [layer, inputsOf(inputs.get(layer), layer, tried, ranBy)];
    parts.push(typeof tried === 'string' ? tried : JSON.stringify(partsOf(layer, tried)));
    return path.join(folder, `${hash('sha256', parts.join('\0'))}.json`);
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

/**
 * What is in the checkout for this cell: all inputs of its layer, but where one integration test sees a bug, of the
 * functions only those that it ran, and of comments only those that the linter reads.
 */
function inputsOf(inputs: Inputs | undefined, layer: Layer, tried: Tried, ranBy: RanBy): string {
  if (inputs === undefined) throw new Error(`Nobody knows what ${layer} depends on.`);
  const parts = typeof tried === 'string' ? null : partsFor(layer, tried, ranBy);
  if (parts === null) return inputs.whole;
  const known = [...parts].toSorted().map((name) => `${name} ${inputs.parts.get(name)}`);
  return [inputs.common, ...known].join('\n');
}

function partsFor(layer: Layer, { test, changed }: Patch, ranBy: RanBy): Iterable<string> | null {
  if (layer === 'types') return changed;
  return layer === 'integration' && test !== null ? ranBy(test) : null;
}

/** Of a patch what the layer's cell depends on: not its story. */
const partsOf = (layer: Layer, { kind, text, test, mocks }: Patch): unknown[] => [
  kind,
  text,
  layer === 'integration' ? test : null,
  layer === 'assumed' ? (mocks?.text ?? null) : null,
];
