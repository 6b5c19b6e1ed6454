import { existsSync, readFileSync } from 'node:fs';
import { analyse, type Analysis } from '../code/analyse.ts';
import { instrument } from '../code/instrument.ts';
import { contentOf, instrumentedFile } from './locations.ts';
import { writeWhole } from './write-file.ts';

/** The text with probes, made once for each content of a file. Throws UnparsableError. */
export function instrumented(cache: string, file: string, text: string): string {
  const content = contentOf(text);
  const kept = instrumentedFile(cache, file, content);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const made = instrument(text, file, content, analyse(file, text));
    writeWhole(kept, made);
    return made;
  }
}

/** The same, ahead of the workers: they need no parser then. */
export function prepareInstrumented(cache: string, file: string, text: string, analysis: Analysis): void {
  const content = contentOf(text);
  const kept = instrumentedFile(cache, file, content);
  if (!existsSync(kept)) writeWhole(kept, instrument(text, file, content, analysis));
}
