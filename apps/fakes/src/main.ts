import type { Gate } from '@topheavy/contracts';
import { readConfig } from './read-config.ts';
import { startFakes } from './start-fakes.ts';

/** Deliveries in progress get that long; then the process ends all the same. */
const stopWithinMs = 1500;

/** Only on request: the contracts and what they are derived from are no part of the image. */
const openGate = async (): Promise<Gate> => {
  try {
    return await (await import('@topheavy/contracts')).openGate();
  } catch (cause) {
    throw new Error(
      'FAKES_GATE=on needs @topheavy/contracts, which a container has not: run from a checkout.',
      {
        cause,
      },
    );
  }
};

const run = async (): Promise<void> => {
  const { webhookTargets, gate, ...options } = readConfig(process.env);
  const fakes = await startFakes({ ...options, ...(gate === 'on' && { gate: await openGate() }) });
  for (const [name, target] of webhookTargets) await fakes.control.setWebhookTarget(name, target);
  for (const [name, url] of Object.entries(fakes.urls)) process.stdout.write(`${name.padEnd(12)}${url}\n`);
  process.stdout.write(`${'control'.padEnd(12)}${fakes.controlUrl}\n`);

  const stop = (): void => {
    setTimeout(() => process.exit(0), stopWithinMs).unref();
    void fakes.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
