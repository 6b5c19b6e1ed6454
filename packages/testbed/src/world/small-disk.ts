import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file system of its own, so small that a test can fill it. */
export type SmallDisk = {
  readonly folder: string;
  /** Takes all the room there is. */
  fill(): Promise<void>;
  free(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Mounts a tmpfs of that size.
 * @throws where the system does not let us: it takes Linux, and root or a sudo that asks for no password
 */
export async function openSmallDisk(sizeMb: number): Promise<SmallDisk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'topheavy-disk-'));
  const filler = path.join(folder, 'filler');
  try {
    await asRoot('mount', '-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=1777`, 'tmpfs', folder);
  } catch (error) {
    await rm(folder, { recursive: true });
    throw new Error(
      `A small file system could not be mounted: ${(error as Error).message.trim()} ` +
        'It takes Linux, and root or a sudo that asks for no password.',
      { cause: error },
    );
  }
  return {
    folder,
    async fill() {
      const file = await open(filler, 'a');
      try {
        const { bavail, bsize } = await statfs(folder);
        await file.write(Buffer.alloc(bavail * bsize));
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler, { force: true }),
    async stop() {
      await asRoot('umount', '--lazy', folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function asRoot(command: string, ...args: string[]): Promise<void> {
  await (process.getuid?.() === 0 ? run(command, args) : run('sudo', ['-n', command, ...args]));
}
