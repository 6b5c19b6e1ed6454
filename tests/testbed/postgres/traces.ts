import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import type { PostgresAddress } from '@topheavy/testbed/postgres';

/** What of a server is still there, in words: nothing is an empty list. */
export async function tracesOf({ url, run }: PostgresAddress): Promise<string[]> {
  const folders = ['/dev/shm', tmpdir()].flatMap((parent) => list(parent).map((name) => `${parent}/${name}`));
  const processId = Number.parseInt(String(run.split('_')[1]), 36);
  return [
    ...folders.filter((folder) => folder.includes(run)),
    ...(lives(processId) ? [`supervisor ${processId}`] : []),
    ...((await accepts(url)) ? [`a server on ${new URL(url).host}`] : []),
  ];
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A zombie is dead: it stays listed until its parent looks, which the first process of a container may never do. */
function lives(processId: number): boolean {
  try {
    process.kill(processId, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${processId}/stat`;
  return !existsSync(stat) || !readFileSync(stat, 'utf8').includes(') Z ');
}

async function accepts(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port) });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
