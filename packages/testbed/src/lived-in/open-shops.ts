import { readContract } from '../http/contract.ts';
import { cloneDatabase, type PostgresAddress } from '../postgres/index.ts';
import { createShop, type Shop } from '../shop/shop.ts';
import { startWorld } from '../world/world.ts';
import { ensureLivedInTemplate, ensureShopTemplate } from '../suite/shop-template.ts';
import { madeAnew } from './made-anew.ts';
import { hireStaff, prepareProviders } from '../shop/staff.ts';

type OpenShop = { readonly shop: Shop; stop(): Promise<void> };

/** An empty shop and one with three years behind it, on one server, to compare them. */
export async function openShops(
  server: PostgresAddress,
): Promise<{ readonly empty: OpenShop; readonly livedIn: OpenShop }> {
  return {
    empty: await openShop(server, await ensureShopTemplate(server), 'empty'),
    livedIn: await openShop(server, await ensureLivedInTemplate(server), 'lived_in'),
  };
}

async function openShop(server: PostgresAddress, template: string, name: string): Promise<OpenShop> {
  const world = await startWorld(await cloneDatabase(server, template, name), { kind: 'in-process' });
  await prepareProviders(world);
  const contract = await readContract(world.api.http);
  const shop = createShop(
    world,
    contract,
    await hireStaff(world),
    madeAnew(async () => {}),
  );
  return { shop, stop: world.stop };
}
