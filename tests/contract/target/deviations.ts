import type { ProviderName } from '@topheavy/fakes';

export type Deviation = {
  /** As the comparison prints it, with [*] for any place in a list: '$.body.data[*].receipt_url'. */
  readonly path: string;
  readonly reason: string;
};

/** Where a fake answers otherwise than its provider, knowingly. */
export const deviations: Readonly<Record<ProviderName, readonly Deviation[]>> = {
  stripe: [],
  vatcomply: [],
  frankfurter: [],
  easypost: [],
  square: [],
  resend: [],
};

/** Whether a difference at `path` is one of `known`, or lies within it. */
export const isDeviation = (known: readonly Deviation[], path: string): boolean => {
  const anywhere = path.replaceAll(/\[\d+\]/g, '[*]');
  return known.some((one) => anywhere === one.path || anywhere.startsWith(`${one.path}.`));
};
