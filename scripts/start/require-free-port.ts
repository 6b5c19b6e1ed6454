import { createServer } from 'node:net';

/**
 * Finds out before anything is started. Throws a sentence that names the option to change.
 * A port that somebody takes in the meantime is refused later, by the server itself.
 */
export async function requireFreePort(host: string, port: number, option: string): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port, option)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number, option: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} is in use: stop what listens there, or choose another, for example pnpm start ${option} ${port + 1}.`,
      );
    case 'EACCES':
      return new Error(`This user may not listen on port ${port}: choose one above 1023 with ${option}.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`This machine has no address ${host}: unset HOST, or set it to 127.0.0.1 or 0.0.0.0.`);
    default:
      return new Error(`Nothing can listen on ${host}:${port}: ${error.message}.`, { cause: error });
  }
}
