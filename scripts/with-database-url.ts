import { openClient, startPostgres } from '@topheavy/testbed/postgres';
import { run, say } from './terminal.ts';

// node scripts/with-database-url.ts COMMAND …: runs it with a DATABASE_URL, as on a machine where
// somebody else runs Postgres. For trying that path where nobody does.
const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  process.stderr.write('Usage: node scripts/with-database-url.ts COMMAND [ARGUMENT …]\n');
  process.exit(2);
}
const server = await startPostgres({ env: { ...process.env, POSTGRES: 'embedded', DATABASE_URL: '' } });
try {
  const admin = await openClient(server.url);
  await admin.query('CREATE DATABASE topheavy_test');
  await admin.end();
  const url = new URL(server.url);
  url.pathname = '/topheavy_test';
  // A server that somebody else runs is reached by TCP.
  url.searchParams.delete('host');
  say(`${server.description}, given as DATABASE_URL`);
  const { code } = await run(command, args, {
    env: { ...process.env, DATABASE_URL: url.href, POSTGRES: 'url' },
  });
  process.exitCode = code;
} finally {
  await server.stop();
}
