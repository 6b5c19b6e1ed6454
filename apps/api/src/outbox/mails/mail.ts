export type Mail = { readonly subject: string; readonly text: string };

/** A plain letter: paragraphs apart by a blank line, the shop's name below. */
export const letter = (subject: string, paragraphs: readonly string[]): Mail => ({
  subject,
  text: [...paragraphs, 'Topheavy'].join('\n\n'),
});
