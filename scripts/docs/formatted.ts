import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../terminal.ts';

/** A generated page as the formatter wants it, for it looks at these pages too. */
export function formatted(file: string, text: string): string {
  const { status, stdout, stderr } = spawnSync(
    path.join(root, 'node_modules/.bin/oxfmt'),
    [`--stdin-filepath=${file}`],
    { cwd: root, input: text, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`${file} could not be formatted: ${stderr}`);
  return stdout;
}
