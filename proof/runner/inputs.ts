import { analyse } from '@topheavy/affected/code';
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../scripts/terminal.ts';
import { LAYERS, LAYER_INPUTS, type Layer } from './layers.ts';

/** What a layer's cells depend on, as hashes. Comments, formatting and types count for the layer of types alone. */
export type Inputs = {
  /** All of it. */
  readonly whole: string;
  /** All that runs without being called: modules as they load, data, the runner itself. */
  readonly loaded: string;
  /** By `file#key`, what a function does. */
  readonly functions: ReadonlyMap<string, string>;
};

/** Of the checkout as it is now, what git does not ignore. */
export async function readInputs(checkout: string): Promise<ReadonlyMap<Layer, Inputs>> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { code, output } = await run('git', args, { cwd: checkout, output: 'collect' });
  if (code !== 0) throw new Error(`This needs a git checkout: ${output.trim()}`);
  const found = LAYERS.map((layer) => ({
    layer,
    loaded: [] as string[],
    functions: new Map<string, string>(),
  }));
  for (const file of output.split('\0').toSorted()) {
    const users = found.filter(({ layer }) => LAYER_INPUTS[layer].test(file) || RUNNER.test(file));
    if (users.length === 0) continue;
    const text = await readFile(path.join(checkout, file)).catch(() => null);
    if (text === null) continue;
    const raw = `${file} ${hash('sha256', text)}`;
    const code = MODULE.test(file) ? codeOf(file, text.toString()) : null;
    for (const { layer, loaded, functions } of users) {
      if (layer === 'types' || code === null) loaded.push(raw);
      else {
        loaded.push(`${file} ${code.module}`);
        for (const one of code.functions) functions.set(`${file}#${one.key}`, one.hash);
      }
    }
  }
  return new Map(
    found.map(({ layer, loaded, functions }) => {
      const whole = hash('sha256', [...loaded, ...[...functions].flat()].join('\n'));
      return [layer, { whole, loaded: hash('sha256', loaded.join('\n')), functions }];
    }),
  );
}

/** Null when the text is no program: then every letter counts. */
function codeOf(file: string, text: string): ReturnType<typeof analyse> | null {
  try {
    return analyse(file, text);
  } catch {
    return null;
  }
}

const MODULE = /\.[cm]?ts$/;

const RUNNER =
  /^(proof\/runner\/(run-layer|run-tests|test-report|layers|coverage|seen-by|selected|shared-postgres|warm-[a-z-]+)|scripts\/(throw-away-copy|warm-runs))\.ts$/;
