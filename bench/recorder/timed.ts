import { misused, run } from '../../scripts/terminal.ts';

export type Times = { readonly seconds: number; readonly cpuSeconds: number };

/** How long a program of ours takes, and how much CPU it and its children take. Ends this one when it fails. */
export async function timed(args: readonly string[], recorder: 'on' | 'off'): Promise<Times> {
  const env = { ...process.env, ...(recorder === 'off' && { AFFECTED: 'off' }) };
  // The shell knows of the children of its children, once they have ended and were waited for.
  const { code, ms, output } = await run('sh', ['-c', '"$@" || exit $?; times', 'sh', 'node', ...args], {
    env,
    output: 'collect',
  });
  if (code !== 0) misused(`The suite was red, and its time says nothing: ${output.slice(-1000)}`);
  const [children = ''] = output.trim().split('\n').slice(-1);
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  const cpuSeconds = parts.reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
  return { seconds: ms / 1000, cpuSeconds };
}
