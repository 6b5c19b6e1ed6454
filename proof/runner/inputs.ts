import { analyse, withoutComments, type Analysis } from '@topheavy/affected/code';
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../scripts/terminal.ts';
import { LAYERS, LAYER_INPUTS, type Layer } from './layers.ts';

/** What a layer's cells depend on, as hashes. Of format and types only the layer of types knows, of comments nobody. */
export type Inputs = {
  /** All of it. */
  readonly whole: string;
  /** What counts for each patch: modules as they load, data, what runs unseen, the runner; for types all code. */
  readonly common: string;
  /** What counts for some: by `file#key`, what a function does; for the linter by file, every letter. */
  readonly parts: ReadonlyMap<string, string>;
};

/** Of the checkout as it is now, what git does not ignore. `isUnseen`: code that runs where no test is recorded. */
export async function readInputs(
  checkout: string,
  isUnseen: (file: string) => boolean,
): Promise<ReadonlyMap<Layer, Inputs>> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { code, output } = await run('git', args, { cwd: checkout, output: 'collect' });
  if (code !== 0) throw new Error(`This needs a git checkout: ${output.trim()}`);
  const found = LAYERS.map((layer) => ({
    layer,
    common: [] as string[],
    parts: new Map<string, string>(),
  }));
  for (const file of output.split('\0').toSorted()) {
    const users = found.filter(({ layer }) => LAYER_INPUTS[layer].test(file) || RUNNER.test(file));
    if (users.length === 0) continue;
    const text = await readFile(path.join(checkout, file)).catch(() => null);
    if (text === null) continue;
    const raw = hash('sha256', text);
    const code = MODULE.test(file) ? codeOf(file, text.toString()) : null;
    for (const { layer, common, parts } of users) {
      if (code === null) common.push(`${file} ${raw}`);
      else if (layer === 'types') {
        common.push(`${file} ${code.text}`);
        parts.set(file, raw);
      } else {
        common.push(`${file} ${code.module}`);
        const isCommon = RUNNER.test(file) || isUnseen(file);
        for (const one of code.functions)
          if (isCommon) common.push(`${file}#${one.key} ${one.hash}`);
          else parts.set(`${file}#${one.key}`, one.hash);
      }
    }
  }
  return new Map(
    found.map(({ layer, common, parts }) => {
      const whole = hash('sha256', [...common, ...[...parts].flat()].join('\n'));
      return [layer, { whole, common: hash('sha256', common.join('\n')), parts }];
    }),
  );
}

/** Null when the text is no program: then every letter counts. */
function codeOf(file: string, text: string): (Analysis & { readonly text: string }) | null {
  try {
    return { ...analyse(file, text), text: hash('sha256', withoutComments(file, text)) };
  } catch {
    return null;
  }
}

const MODULE = /\.[cm]?ts$/;

const RUNNER =
  /^(proof\/runner\/(run-layer|run-tests|test-report|layers|coverage|seen-by|selected|shared-postgres|warm-[a-z-]+)|scripts\/(throw-away-copy|warm-runs))\.ts$/;
