import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

export const root = path.resolve(import.meta.dirname, '..');

export const say = (line = ''): void => void process.stdout.write(`${line}\n`);

/** `1234.5` → `1.2 s`. */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** The options of this command line. A wrong one ends the program with a sentence and exit code 2. */
export function options<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    // What follows the first sentence is about names that start with a dash.
    const [sentence = words] = words.split(/\.?\n|\. /);
    // Such as `--clients -3`, of which the parser knows only that it may be meant as an option.
    const [, option] = / '(?:-\w, )?(--[\w-]+)[^']*' argument is ambiguous/.exec(words) ?? [];
    if (option === undefined) return misused(sentence);
    const value = process.argv[process.argv.lastIndexOf(option) + 1];
    return misused(`${option} cannot be "${value}"; what starts with a dash is given as ${option}=${value}`);
  }
}

/** Ends the program: it was called in a way that makes no sense. */
export function misused(sentence: string): never {
  process.stderr.write(`${sentence.replace(/\.$/, '')}; see --help.\n`);
  process.exit(2);
}

export type Finished = { readonly code: number; readonly ms: number; readonly output: string };

type RunOptions = {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** `inherit` shows the output as it comes; `collect` keeps it for later. */
  readonly output?: 'inherit' | 'collect';
};

/**
 * Runs a tool of this repository and waits for it. Ctrl-C reaches the child by itself, as it belongs
 * to the same terminal; this process waits for it to end, so that nothing is left behind.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { env = process.env, cwd = root, output = 'inherit' } = options;
  const startedAt = performance.now();
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...env, PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${env['PATH'] ?? ''}` },
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const terminate = (): void => void child.kill('SIGTERM');
    process.once('SIGTERM', terminate);
    const collected: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => collected.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => collected.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', terminate);
      resolve({
        code: code ?? 1,
        ms: performance.now() - startedAt,
        output: Buffer.concat(collected).toString('utf8'),
      });
    });
  });
}
