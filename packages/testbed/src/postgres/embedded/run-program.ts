import { spawn } from 'node:child_process';
import type { Account } from './account.ts';

export type ProgramResult = { ok: boolean; output: string };

/** Runs a program to its end as `account`; its failure to start or to succeed is a result. */
export function runProgram(
  file: string,
  args: readonly string[],
  account: Account,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    // The working directory of the caller may be closed to the account.
    const child = spawn(file, args, {
      ...account,
      env,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output: output.trim() }));
  });
}
