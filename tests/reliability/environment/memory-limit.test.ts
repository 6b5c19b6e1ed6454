import { readFile } from 'node:fs/promises';
import { expect, statuses, test, type Shop } from '@topheavy/testbed';

const LIMIT_MB = 256;
/** What is left for code, stacks and buffers that do not lie on JavaScript's heap. */
const HEAP_MB = 112;
const ROUNDS = 3;
const AT_ONCE = 50;

/** The most that the process ever held at once where Linux says so; elsewhere what it says it holds now. */
async function memoryMb({ pid, metricsUrl }: { pid: number; metricsUrl: string }): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  const [, peakKb] = /^VmHWM:\s+(\d+) kB$/m.exec(status ?? '') ?? [];
  if (peakKb !== undefined) return Number(peakKb) / 1024;
  const metrics = await (await fetch(`${metricsUrl}/metrics`)).text();
  const [, bytes] = /^process_resident_memory_bytes (\S+)$/m.exec(metrics) ?? [];
  return Number(bytes) / 1024 / 1024;
}

/** Long lists, bodies as large as they may be and larger, orders, and a stranger. */
async function burst(shop: Shop, via: Awaited<ReturnType<Shop['startProcess']>>['http'], index: number) {
  const large = 'x'.repeat(index % 2 === 0 ? 90_000 : 500_000);
  switch (index % 4) {
    case 0:
      return shop.listProducts({ limit: '100' }, { via });
    case 1:
      return shop.createProduct({ description: large }, { via });
    case 2:
      return shop.createCart({ items: [] }, { via, headers: { 'x-large': large.slice(0, 8000) } });
    default:
      return shop.listOrders({ limit: '100' }, { via, as: { ...shop.customer, key: 'th_nobody' } });
  }
}

test('with 256 MB a process stands a burst of long lists and large bodies, and answers every request', async ({
  shop,
}) => {
  await shop.given.products(100, { description: 'long '.repeat(200) });
  const api = await shop.startProcess({ NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` });

  const seen = new Set<number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const answers = await shop.race(AT_ONCE, (index) => burst(shop, api.http, index));
    for (const status of statuses(answers)) seen.add(status);
  }
  const ready = await shop.isReady({ via: api.http });

  expect(seen).toEqual(new Set([200, 201, 401, 413]));
  expect(ready.status).toBe(200);
  expect(await memoryMb(api)).toBeLessThan(LIMIT_MB);
});
