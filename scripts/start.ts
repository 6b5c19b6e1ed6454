import { requireFreePort } from './start/require-free-port.ts';
import { createTeardown } from './start/teardown.ts';
import { options, say, seconds } from './terminal.ts';

const HELP = `pnpm start: the shop on this machine: Postgres, the six fakes and the API, with goods to sell.
Everything is fresh at each start and gone at its end.

  --port N           port of the API; 0 takes any free one (PORT, else 3000)
  --metrics-port N   port of GET /metrics (METRICS_PORT, else any free one)
  --help             this text

POSTGRES=docker|embedded|url picks where Postgres comes from. LOG_LEVEL=info shows each request.`;

/** What a shell reports for a process that Ctrl-C has ended. */
const INTERRUPTED = 130;

const startedAt = performance.now();
const teardown = createTeardown();
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
try {
  await start();
} catch (error) {
  // What fails because it is being stopped is no news.
  if (!stopping) {
    stopping = true;
    process.stderr.write(
      `The shop did not start. ${error instanceof Error ? error.message : String(error)}\n`,
    );
    await teardown.run().catch(() => {});
    process.exit(1);
  }
}

async function start(): Promise<void> {
  const { values } = options({
    options: { port: { type: 'string' }, 'metrics-port': { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    say(HELP);
    return;
  }
  const host = process.env['HOST'] || '127.0.0.1';
  const ports = {
    port: portOf('--port', values.port ?? process.env['PORT'] ?? '3000'),
    metricsPort: portOf('--metrics-port', values['metrics-port'] ?? process.env['METRICS_PORT'] ?? '0'),
  };
  await requireFreePort(host, ports.port, '--port');
  await requireFreePort(host, ports.metricsPort, '--metrics-port');
  // Loading the whole shop takes a second, which --help and a wrong option need not wait for.
  const { startShop } = await import('./start/start-shop.ts');
  const shop = await startShop({ host, ...ports }, teardown);
  say(`The shop is open after ${seconds(performance.now() - startedAt)}, on ${shop.postgres}.

  API         ${shop.url}
  docs        ${shop.url}/docs
  metrics     ${shop.metricsUrl}/metrics
  fakes       ${shop.fakesControlUrl} (control port)
  customer    ${shop.customerKey}
  back office ${shop.officeKey}

One order from cart to ledger, for another terminal (bash or zsh):

${shop.walk}
Ctrl-C stops everything and leaves nothing behind.`);
}

/** First signal: in order. Second: at once; the process that holds Postgres then cleans up by itself. */
function stop(): void {
  if (stopping) process.exit(INTERRUPTED);
  stopping = true;
  say('\nStopping; once more to stop at once.');
  teardown.run().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(
        `Not everything stopped: ${error instanceof Error ? error.message : String(error)}\n`,
      );
      process.exit(1);
    },
  );
}

function portOf(option: string, text: string): number {
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`"${text}" is no port: give ${option} a number from 0 to 65535.`);
}
