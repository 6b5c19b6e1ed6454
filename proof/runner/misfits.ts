import path from 'node:path';
import { run } from '../../scripts/terminal.ts';
import type { Patch } from './patches.ts';

/** What does not fit this checkout, one sentence for each patch, with what to do; nothing is changed. */
export async function misfits(patches: readonly Patch[], checkout: string): Promise<string[]> {
  const sentences: string[] = [];
  const applies = async (...args: readonly string[]): Promise<string | null> => {
    const { code, output } = await run('git', ['apply', '--check', ...args], {
      cwd: checkout,
      output: 'collect',
    });
    return code === 0 ? null : output.trim();
  };
  for (const { name, file, mocks } of patches) {
    for (const one of [{ file }, ...(mocks === null ? [] : [mocks])]) {
      const why = await applies(one.file);
      if (why === null) continue;
      const what = `${name}: ${path.basename(one.file)}`;
      const isInPlace = (await applies('--reverse', one.file)) === null;
      sentences.push(
        isInPlace
          ? `${what} is in place already. Take it back: git apply -R ${path.relative(checkout, one.file)}`
          : `${what} does not fit: ${why.replaceAll(/\s*\n\s*/g, ', ')}. If no other patch is in place: make the same change in the code as it is now, and write the patch anew.`,
      );
    }
  }
  return sentences;
}

/** Files of the shop and the mirage that git does not know: a patch that needs one would look whole in the copies, and be red elsewhere. */
export async function strangers(checkout: string): Promise<string[]> {
  const args = ['ls-files', '-z', '--others', '--exclude-standard', 'apps', 'packages', 'proof/mirage'];
  const { output } = await run('git', args, { cwd: checkout, output: 'collect' });
  return output.split('\0').filter((file) => file !== '');
}
