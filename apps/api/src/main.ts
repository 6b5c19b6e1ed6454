import { ConfigError, parseConfig, type Config } from './config.ts';
import { createLogger } from './logger.ts';
import { startTelemetry } from './telemetry.ts';

/** sysexits.h: the environment is not usable. */
const EX_CONFIG = 78;

function readConfig(): Config {
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EX_CONFIG);
  }
}

const config = readConfig();
const logger = createLogger(config.logLevel, { secrets: config.secrets });
// Node's own report shows all that hangs on an error: what a library was sent, and with which key.
process.once('uncaughtException', (error) => {
  logger.fatal({ err: error }, 'nobody caught this error');
  process.exit(1);
});
const telemetry = await startTelemetry(config.telemetryEndpoint);
try {
  // Imported after telemetry, which must patch http, express and pg before anybody loads them.
  const { startServer } = await import('./server.ts');
  const server = await startServer(config, logger);
  stopOnSignal(async () => {
    await server.stop();
    await telemetry.stop();
  });
} catch (error) {
  logger.fatal({ err: error }, error instanceof Error ? error.message : 'could not start');
  process.exit(1);
}

/** First signal: orderly stop. Second signal: out at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let asked = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(1);
    asked = true;
    const stopped = stop();
    // From this line on no new connection is taken.
    logger.info({ signal }, 'stopping');
    stopped.then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
