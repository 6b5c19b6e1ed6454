import { emitKeypressEvents } from 'node:readline';
import type { ReadStream } from 'node:tty';

export const KEYS = `  a  run all tests            f  run those that failed
  e  explain the last choice  b  the rest in the background: on or off
  q  quit                     h  this help`;

type Key = { readonly name?: string; readonly ctrl?: boolean };

/** Single keys, where somebody sits at a terminal. Returns how to give the terminal back. */
export function listenForKeys(input: ReadStream, press: (key: string) => void): () => void {
  if (!input.isTTY) return () => undefined;
  const onKey = (_text: string, { name, ctrl }: Key): void => {
    if (ctrl === true && (name === 'c' || name === 'd')) press('q');
    else if (name !== undefined && ctrl !== true) press(name);
  };
  emitKeypressEvents(input);
  input.setRawMode(true);
  input.on('keypress', onKey);
  input.resume();
  return () => {
    input.off('keypress', onKey);
    input.setRawMode(false);
    input.pause();
  };
}
