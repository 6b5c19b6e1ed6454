import path from 'node:path';
import { say } from '../terminal.ts';

/** What Stryker says of a mutant that was tried. */
type Tried = {
  readonly status: string;
  readonly fileName: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
  readonly mutatorName: string;
  readonly replacement: string;
};

/** A plugin of Stryker: a run takes long, and each survivor can be read as soon as it is known. */
function onMutantTested({ status, fileName, location: { start }, mutatorName, replacement }: Tried): void {
  if (status !== 'Survived' && status !== 'NoCoverage') return;
  const place = `${path.relative(process.cwd(), fileName)}:${start.line}:${start.column}`;
  const how = status === 'Survived' ? 'survived' : 'run by no test';
  say(`  ${how}: ${place} ${mutatorName} → ${replacement.replaceAll(/\s+/g, ' ').slice(0, MOST_SHOWN)}`);
}

const MOST_SHOWN = 60;

export const strykerPlugins = [{ kind: 'Reporter', name: 'survivors', value: { onMutantTested } }];
