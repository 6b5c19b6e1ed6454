import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Ends what the walk itself prints; its last answer follows once more, as it came. */
const MARK = '=== ledger ===';

/**
 * Runs the walk as if pasted into a terminal, then asks for the ledger with the walk's own variables.
 * Throws with all that was printed when a command fails.
 */
export async function runShell(walk: string): Promise<{ output: string; ledger: string }> {
  const script = `${walk}\necho '${MARK}'\noffice "$API/v1/orders/$ORDER/ledger"\n`;
  const shell = spawn('bash', ['-e', '-o', 'pipefail', '-c', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    shell.once('error', reject);
    shell.once('close', resolve);
  });
  const [all, complaints, code] = await Promise.all([text(shell.stdout), text(shell.stderr), ended]);
  const [output = '', ledger] = all.split(`${MARK}\n`);
  if (code !== 0 || ledger === undefined)
    throw new Error(`bash ended with ${code}.\n${output}\n${complaints}`.trim());
  return { output, ledger };
}
