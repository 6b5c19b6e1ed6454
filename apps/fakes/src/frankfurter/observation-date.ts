import { refuse } from './refuse.ts';

/** Central banks publish on working days: the last one on or before the day asked for, or today. */
export const observationDate = (asked: string | null, nowMs: number): string => {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  if (asked !== null && !isDate(asked)) throw refuse(422, 'invalid date');
  const date = new Date(asked !== null && asked < today ? asked : today);
  const day = date.getUTCDay();
  if (day === 6) date.setUTCDate(date.getUTCDate() - 1);
  if (day === 0) date.setUTCDate(date.getUTCDate() - 2);
  return date.toISOString().slice(0, 10);
};

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && (new Date(text).toJSON() ?? '').startsWith(text);
