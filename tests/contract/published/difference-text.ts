import type { Difference } from '@topheavy/contracts/witness';

/** One line, which names what to look at. */
export const differenceText = ({ operation, path, expected, found, source }: Difference): string =>
  `${operation} ${path}: expected ${expected}, found ${found} (${source})`;
