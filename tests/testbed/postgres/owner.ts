// Owns a Postgres with one clone, says so, and then lives until it is killed, or ends at once
// without a thought for its server when told `forgetful`.
import { cloneDatabase, startPostgres } from '@topheavy/testbed/postgres';

const server = await startPostgres();
await cloneDatabase(server, 'template1', 'clone');
process.stdout.write(`${JSON.stringify(server)}\n`);
if (process.argv[2] !== 'forgetful') setInterval(() => {}, 60_000);
