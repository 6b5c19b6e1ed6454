import { createRequire } from 'node:module';
import type * as Vite from 'vite';

// Loading Vite takes a while.
const parser = (): typeof Vite => createRequire(import.meta.url)('vite') as typeof Vite;

/** Directives to compilers and linters, such as `@ts-expect-error`, are more than words. */
const DIRECTIVE = /@ts-|-(?:dis|en)able|prettier-|<reference/;

/** The text of a program without its comments, and without the lines that held nothing else. */
export function withoutComments(file: string, text: string): string {
  const { comments } = parser().parseSync(file, text, { lang: /\.[jt]sx$/.test(file) ? 'tsx' : 'ts' });
  let kept = '';
  let at = 0;
  for (const { start, end, value } of comments) {
    if (DIRECTIVE.test(value)) continue;
    const before = text.slice(at, start);
    const isLast = /^[ \t]*(?:\n|$)/.test(text.slice(end));
    const isAlone = isLast && /(?:^|\n)[ \t]*$/.test(kept + before);
    kept += isLast || /\s/.test(text.charAt(end)) ? before.replace(/[ \t]*$/, '') : before;
    at = isAlone && text.includes('\n', end) ? text.indexOf('\n', end) + 1 : end;
  }
  return kept + text.slice(at);
}
