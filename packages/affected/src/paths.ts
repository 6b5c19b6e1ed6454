import path from 'node:path';

/** Relative to the root, with `/`; null when it is not below it. */
export function below(root: string, file: string): string | null {
  const relative = path.relative(root, file).replaceAll(path.sep, '/');
  return relative === '' || relative.startsWith('../') || path.isAbsolute(relative) ? null : relative;
}

/** Says whether one of these globs matches a path: `**` any folders, `*` within a name, `{a,b}` one of them. */
export function matcher(globs: readonly string[]): (file: string) => boolean {
  if (globs.length === 0) return () => false;
  const pattern = new RegExp(`^(?:${globs.map(source).join('|')})$`);
  return (file) => pattern.test(file);
}

const source = (glob: string): string =>
  glob.replaceAll(/\*\*\/|\*\*|\*|\?|\{|\}|,|[.+^$()|[\]\\]/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part === '{') return '(?:';
    if (part === '}') return ')';
    return part === ',' ? '|' : `\\${part}`;
  });
