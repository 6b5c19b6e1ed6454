import { z } from 'zod';

/** No column keeps NUL, and half a surrogate pair is no character in UTF-8. */
const isText = (value: string): boolean => !value.includes('\0') && value.isWellFormed();

/** Text that somebody typed, without the space around it. */
export const textSchema = (least: number, most: number) =>
  z.string().trim().min(least).max(most).refine(isText, 'must be Unicode text without NUL');

/** A name that another service gave, to be kept and looked up as it is; a key of an index is no longer. */
export const referenceSchema = z.string().min(1).max(255).refine(isText, 'must be Unicode text without NUL');
