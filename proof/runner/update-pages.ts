import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatted } from '../../scripts/docs/formatted.ts';
import { markdownPage, summaryTable, type Facts } from './page.ts';

/** Writes docs/proof.md, and the summary into README.md. */
export async function updatePages(checkout: string, facts: Facts): Promise<void> {
  const page = 'docs/proof.md';
  await writeFile(path.join(checkout, page), formatted(page, markdownPage(facts)));
  const file = path.join(checkout, 'README.md');
  const text = await readFile(file, 'utf8');
  await writeFile(file, formatted('README.md', between(text, summaryTable(facts.summary))));
}

const MARKERS = ['<!-- proof: written by pnpm proof --update -->', '<!-- end of proof -->'] as const;

/** This text with something else between the two markers. Throws when they are not there. */
export function between(text: string, inner: string): string {
  const [start, end] = MARKERS;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 || to < from)
    throw new Error(`README.md needs the lines "${start}" and "${end}": the summary goes between them.`);
  return `${text.slice(0, from + start.length)}\n\n${inner}\n\n${text.slice(to)}`;
}
