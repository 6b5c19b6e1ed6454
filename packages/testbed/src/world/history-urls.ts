/** Databases with a past: one that stays as it was made, and one for jobs to work in. */
export type HistoryUrls = { readonly kept: string; readonly worked: string };

export const NO_HISTORY: HistoryUrls = { kept: '', worked: '' };
