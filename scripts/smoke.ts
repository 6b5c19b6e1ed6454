import { walk } from '@topheavy/demo';
import { checkLedger } from './smoke/check-ledger.ts';
import { runShell } from './smoke/run-shell.ts';
import { options, say, seconds } from './terminal.ts';

const HELP = `node scripts/smoke.ts URL CUSTOMER_KEY OFFICE_KEY: pastes the walk that a running shop prints
into bash, and checks the ledger at its end. pnpm start and the seed of docker-compose.yml print all three.

  --help   this text`;

const startedAt = performance.now();
const { values, positionals } = options({ allowPositionals: true, options: { help: { type: 'boolean' } } });
const [url, customerKey, officeKey] = positionals;
if (values.help === true) {
  say(HELP);
} else if (url === undefined || customerKey === undefined || officeKey === undefined) {
  process.stderr.write(`${HELP}\n`);
  process.exitCode = 2;
} else {
  try {
    const { output, ledger } = await runShell(walk({ url, customerKey, officeKey }));
    say(output);
    checkLedger(ledger);
    say(
      `The walk is right: two captures and a refund, all balanced, in ${seconds(performance.now() - startedAt)}.`,
    );
  } catch (error) {
    process.stderr.write(`The walk failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
