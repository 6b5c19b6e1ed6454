import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { runTag } from '../run-tag.ts';
import { serverSettings } from '../server-settings.ts';
import type { StartOptions, Started } from '../supervisor/started.ts';
import { explainDockerFailure } from './explain-docker-failure.ts';
import { runLabel, sweepContainers } from './sweep-containers.ts';

const port = 5432;
/** How long a failure waits for the log that explains it. */
const lastWordsMs = 1000;
const folder = '/var/lib/postgresql';
/** Not said by the first server, which sets the cluster up and listens on no address at all. */
const listening = /listening on IPv4 address "0\.0\.0\.0"/;

/**
 * Starts `image` with its data in memory (or on the container's disk) and its port
 * wherever Docker puts it. The supervisor removes the container, so the Ryuk container that
 * Testcontainers starts for that is off unless TESTCONTAINERS_RYUK_DISABLED=false asks for it.
 * The image holds Postgres 16 or later.
 * @throws with what to do when the container does not start
 */
export async function startDocker(image: string, { durable, storage, log }: StartOptions): Promise<Started> {
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
  const { GenericContainer, Wait } = await import('testcontainers');
  const password = randomBytes(24).toString('hex');
  const said: string[] = [];
  let logEnded: Promise<unknown> = Promise.resolve();
  const accepting = Promise.withResolvers<void>();
  // It may end before anybody waits for it; then `start` fails with a reason of its own.
  accepting.promise.catch(() => {});
  try {
    await sweepContainers();
    const container = new GenericContainer(image)
      .withEnvironment({
        POSTGRES_PASSWORD: password,
        // Images before 18 declare a volume at the default place, which would hide the tmpfs.
        PGDATA: `${folder}/topheavy`,
        POSTGRES_INITDB_ARGS: '--wal-segsize=1 --no-sync --set=scram_iterations=1',
      })
      .withCommand(['postgres', ...serverSettings(durable).flatMap((setting) => ['-c', setting])])
      .withLabels({ [runLabel]: runTag() })
      .withExposedPorts(port)
      .withLogConsumer((stream) => {
        const lines = createInterface(stream);
        logEnded = new Promise((resolve) => lines.once('close', resolve));
        // The engine may end the log at any time, which is no reason to give the server up.
        stream.on('error', () => lines.close());
        lines.on('line', (line) => {
          said.push(line);
          log(line);
          if (said.some((earlier) => listening.test(earlier)) && line.includes('ready to accept connections'))
            accepting.resolve();
        });
        lines.on('close', () =>
          accepting.reject(new Error('The container ended while Postgres started in it.')),
        );
      })
      .withWaitStrategy(Wait.forLogMessage(listening))
      .withStartupTimeout(60_000);
    if (storage === 'memory') container.withTmpFs({ [folder]: 'rw' });
    const started = await container.start();
    try {
      await accepting.promise;
    } catch (error) {
      await started.stop();
      throw error;
    }
    return {
      url: `postgres://postgres:${password}@${started.getHost()}:${started.getMappedPort(port)}/postgres`,
      place: image,
      run: runTag(),
      stop: async () => {
        await started.stop();
      },
    };
  } catch (error) {
    await Promise.race([logEnded, pause(lastWordsMs, undefined, { ref: false })]);
    throw explainDockerFailure(error, image, said);
  }
}
