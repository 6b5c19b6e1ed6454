import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { root, run, say, seconds } from './terminal.ts';

// Starts the shop as the README says, walks the printed walk, presses Ctrl-C, and checks that nothing
// is left. Ends by itself; exit code 1 with the reason when a step fails.
const startedAt = performance.now();
const shop = spawn('npx', ['-y', 'pnpm@12', 'start', '--port', '0'], {
  cwd: root,
  // A process group of its own, to send it Ctrl-C as a terminal does: to all of it.
  detached: true,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = once(shop, 'exit');
const { url, customerKey, officeKey } = await readAccess();
say(`The shop is open at ${url} after ${seconds(performance.now() - startedAt)}.`);

const walk = await run('node', ['scripts/smoke.ts', url, customerKey, officeKey], { output: 'collect' });
process.kill(-(shop.pid ?? 0), 'SIGINT');
await ended;
if (walk.code !== 0) fail(walk.output);
say(walk.output.trimEnd().split('\n').at(-1));

const answers = await fetch(url).then(
  () => true,
  () => false,
);
if (answers) fail('The API still answers after Ctrl-C.');
say(`Started, walked and stopped in ${seconds(performance.now() - startedAt)}.`);

/** What `pnpm start` prints, until the walk is complete. Fails when it ends before. */
async function readAccess(): Promise<{ url: string; customerKey: string; officeKey: string }> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: shop.stdout })) {
    lines.push(line);
    if (!line.startsWith('Ctrl-C')) continue;
    const find = (label: string): string =>
      lines
        .find((one) => one.trim().startsWith(label))
        ?.trim()
        .slice(label.length)
        .trim() ?? '';
    return { url: find('API '), customerKey: find('customer '), officeKey: find('back office ') };
  }
  fail(`The shop ended before it was open:\n${lines.join('\n')}`);
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
