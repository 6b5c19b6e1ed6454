import { analyse, instrument, type Analysis } from '@topheavy/affected/code';
import { expect, test } from 'vitest';
import { sources } from './sources.ts';

const all = sources().map(({ file, text }) => ({ file, text, analysis: analyse(file, text) }));

/** What decides who runs. */
const essence = ({ functions, ...rest }: Analysis): unknown => ({
  ...rest,
  functions: functions.map(({ key, hash }) => `${key} ${hash}`),
});

test('there is something to try it on', () => {
  expect(all.length).toBeGreaterThan(300);
  expect(all.flatMap(({ analysis }) => analysis.functions).length).toBeGreaterThan(2000);
});

test('a source with probes still is a program, with the same functions, each on its line', () => {
  for (const { file, text, analysis } of all) {
    const lines = (of: Analysis): string[] => of.functions.map(({ key, line }) => `${key} ${line}`);
    const withProbes = analyse(file, instrument(text, file, 'content', analysis));
    expect(lines(withProbes).slice(0, analysis.functions.length), file).toEqual(lines(analysis));
  }
});

test('a source with probes keeps every line of the text where it was', () => {
  for (const { file, text, analysis } of all) {
    const lines = instrument(text, file, 'content', analysis).split('\n');
    const bare = lines.map((line) => line.replaceAll(/\(\$hit\$*\?\?\$own\$*\(\)\)\[\d+\]=1[;,]/g, ''));
    const moved = text
      .split('\n')
      .filter((line, index) => withoutBrackets(line) !== withoutBrackets(bare[index]));
    expect(moved, file).toEqual([]);
  }
});

/** Around an expression there are two more. */
const withoutBrackets = (line = ''): string => line.replaceAll(/[()]/g, '');

test('comments and blank lines change no hash', () => {
  for (const { file, text, analysis } of all) {
    const commented = `/* a comment */\n\n// another\n${text}\n// the last\n`;
    expect(essence(analyse(file, commented)), file).toEqual(essence(analysis));
  }
});

test('indentation changes no hash', () => {
  // Where a text goes on over several lines, its indentation is part of it.
  for (const { file, text, analysis } of all.filter((one) => !one.text.includes('`'))) {
    const indented = text.replaceAll(/^/gm, '   ');
    expect(essence(analyse(file, indented)), file).toEqual(essence(analysis));
  }
});

test('a type more, exported or not, changes no hash', () => {
  for (const { file, text, analysis } of all) {
    const typed = `export type OneMore = { readonly more: string };\ninterface Another { more(): void }\n${text}`;
    expect(essence(analyse(file, typed)), file).toEqual(essence(analysis));
  }
});

test('no two functions of a file have the same key', () => {
  for (const { file, analysis } of all) {
    const keys = analysis.functions.map(({ key }) => key);
    expect(new Set(keys).size, file).toBe(keys.length);
  }
});

test('a statement more in one function changes its hash and no other', () => {
  for (const { file, text, analysis } of all) {
    for (const [index, { key, places }] of analysis.functions.entries()) {
      const block = places.at(-1);
      if (block === undefined || block.end !== null) continue;
      const changed = analyse(file, `${text.slice(0, block.at)};void 'changed';${text.slice(block.at)}`);
      const differ = changed.functions.filter(({ hash }, at) => hash !== analysis.functions[at]?.hash);
      expect(
        differ.map((one) => one.key),
        file,
      ).toEqual([key]);
      expect(changed.module, file).toBe(analysis.module);
      // One of each file is enough.
      if (index === 0) break;
    }
  }
});
