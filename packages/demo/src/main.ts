// Fills the shop of docker-compose.yml, then prints two keys and the walk. Run again, it adds new keys.
import { createDatabase, createPool, systemClock, systemIds } from '@topheavy/api';
import { openAccounts } from './open-accounts.ts';
import { seedCatalogue } from './seed-catalogue.ts';
import { stockCounter } from './stock-counter.ts';
import { walk } from './walk.ts';

function required(name: string): string {
  const value = process.env[name] ?? '';
  if (value === '') throw new Error(`${name} is not set; docker-compose.yml shows what the seed needs.`);
  return value;
}

async function seed(): Promise<void> {
  const apiUrl = required('API_URL');
  const count = stockCounter(required('FAKES_CONTROL_URL'), required('SQUARE_LOCATION_ID'));
  const pool = createPool({
    url: required('DATABASE_URL'),
    poolSize: 1,
    acquireTimeoutMs: 5000,
    statementTimeoutMs: 5000,
  });
  const db = createDatabase(pool);
  try {
    const accounts = await openAccounts({ db, clock: systemClock, ids: systemIds });
    await seedCatalogue({ apiUrl, officeKey: accounts.officeKey, count });
    const url = process.env['PUBLIC_URL'] || apiUrl;
    process.stdout.write(`API ${url}, its documentation ${url}/docs. Paste into bash or zsh:\n\n`);
    process.stdout.write(`${walk({ url, ...accounts })}\n`);
  } finally {
    await db.destroy();
  }
}

seed().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
