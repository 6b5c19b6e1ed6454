import { misused } from '../scripts/terminal.ts';

/** The option's number; anything else ends the program with what it may be. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  return misused(`${option} cannot be "${text}": give it a whole number from ${least} to ${most}`);
}
