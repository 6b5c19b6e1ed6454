import { credit, recorded } from '@topheavy/affected/memo';
import { openGate, type Gate } from '@topheavy/contracts';

let opened: ReturnType<typeof recorded<Gate>> | undefined;

/** The gate is opened once for a process: whoever gets it depends on what that took. */
export async function sharedGate(): Promise<Gate> {
  const { value, making } = await (opened ??= recorded(openGate));
  credit(making);
  return value;
}
