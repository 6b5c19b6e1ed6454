import { ensureTemplate, openClient } from '@topheavy/testbed/postgres';
import type { PostgresAddress } from '@topheavy/testbed/postgres';

const server = JSON.parse(String(process.argv[2])) as PostgresAddress;

await ensureTemplate(server, {
  inputs: ['half-built'],
  build: async (url) => {
    const client = await openClient(url);
    await client.query('CREATE TABLE half ()');
    process.stdout.write('half-built\n');
    await new Promise(() => {});
  },
});
