import { run } from '../../scripts/terminal.ts';
import type { Patch } from './patches.ts';

/** What does not fit this checkout any more, one sentence for each patch; nothing is changed. */
export async function misfits(patches: readonly Patch[], checkout: string): Promise<string[]> {
  const sentences: string[] = [];
  for (const { name, file, mocks } of patches) {
    for (const one of [file, ...(mocks === null ? [] : [mocks.file])]) {
      const args = ['apply', '--check', one];
      const { code, output } = await run('git', args, { cwd: checkout, output: 'collect' });
      if (code !== 0) sentences.push(`${name}: ${one.split(/[\\/]/).at(-1)} does not fit: ${output.trim()}`);
    }
  }
  return sentences;
}
