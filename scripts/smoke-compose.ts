import { composeTool } from './smoke/compose-tool.ts';
import { root, run, say, seconds, type Finished } from './terminal.ts';

// Builds the images and starts the shop of docker-compose.yml under a name and on ports of its own, has
// the seed print keys, walks the walk, takes all of it down, and checks that nothing is left.
const project = `topheavy-smoke-${process.pid}`;
const startedAt = performance.now();
const [tool, ...toolArgs] = await composeTool();
const env = { ...process.env, PORT: '0', METRICS_PORT: '0', FAKES_CONTROL_PORT: '0', POSTGRES_PORT: '0' };

const compose = (...args: string[]): Promise<Finished> =>
  run(tool, [...toolArgs, '--project-name', project, ...args], { cwd: root, env, output: 'collect' });

try {
  await step('built', compose('build'));
  await step('started', compose('up', '--detach'));
  const { output: address } = await step('found', compose('port', 'api', '3000'));
  const { output: printed } = await step('seeded', compose('run', '--rm', '-T', 'seed'));
  const url = `http://${address.trim().split('\n').at(-1)}`;
  const keys = [valueOf('CUSTOMER_KEY', printed), valueOf('OFFICE_KEY', printed)];
  const walk = await step('walked', run('node', ['scripts/smoke.ts', url, ...keys], { output: 'collect' }));
  say(walk.output.trimEnd().split('\n').at(-1));
} catch (error) {
  const logs = await compose('logs', '--no-color', '--tail=30');
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${logs.output}\n`);
  process.exitCode = 1;
} finally {
  await compose('down', '--volumes', '--remove-orphans', '--rmi', 'local');
}
const left = await leftovers();
if (left !== '') {
  process.stderr.write(`Still there after "down": ${left}\n`);
  process.exitCode = 1;
}
say(`${process.exitCode === 1 ? 'RED' : 'green'} in ${seconds(performance.now() - startedAt)}`);

async function step(name: string, work: Promise<Finished>): Promise<Finished> {
  const finished = await work;
  if (finished.code !== 0)
    throw new Error(`Not ${name}:\n${finished.output.split('\n').slice(-40).join('\n')}`);
  say(`  ${name.padEnd(8)} ${seconds(finished.ms)}`);
  return finished;
}

function valueOf(variable: string, printed: string): string {
  const value = new RegExp(`^${variable}=(\\S+)`, 'm').exec(printed)?.[1];
  if (value === undefined) throw new Error(`The seed printed no ${variable}:\n${printed}`);
  return value;
}

/** Ids of containers, volumes and networks that carry the project's label. */
async function leftovers(): Promise<string> {
  const filter = ['--quiet', '--filter', `label=com.docker.compose.project=${project}`];
  const lists = await Promise.all(
    [
      ['ps', '--all'],
      ['volume', 'ls'],
      ['network', 'ls'],
    ].map((list) => run('docker', [...list, ...filter], { output: 'collect' })),
  );
  return lists
    .map(({ output }) => output.trim())
    .filter(Boolean)
    .join(' ');
}
