// Owns a Postgres with one clone, says so, and then lives until it is killed, or ends at once
// without a thought for its server when told `forgetful`.
import { cloneDatabase, ensureTemplate, startPostgres } from '@topheavy/testbed/postgres';

const server = await startPostgres();
const template = await ensureTemplate(server, { inputs: ['owner'], build: async () => {} });
await cloneDatabase(server, template, 'clone');
console.log(JSON.stringify(server));
if (process.argv[2] !== 'forgetful') setInterval(() => {}, 60_000);
