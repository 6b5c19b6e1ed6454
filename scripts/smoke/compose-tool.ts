import { run } from '../terminal.ts';

/** Docker's own plugin where it is installed, else the older program of the same meaning. */
export async function composeTool(): Promise<readonly [string, ...string[]]> {
  for (const tool of [['docker', 'compose'], ['docker-compose']] as const) {
    const [program, ...args] = tool;
    const answer = await run(program, [...args, 'version'], { output: 'collect' }).catch(() => null);
    if (answer?.code === 0) return tool;
  }
  throw new Error('Neither "docker compose" nor "docker-compose" works here: install one of them.');
}
