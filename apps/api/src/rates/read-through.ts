import type { z } from 'zod';
import type { Dependencies } from '../dependencies.ts';
import { isGatewayError, type GatewayError } from '../gateways/gateway-error.ts';
import type { Gateways } from '../gateways/gateways.ts';
import { problem } from '../problems/problem.ts';

export type RatesNeeds = Pick<Dependencies, 'db' | 'gateways' | 'clock' | 'config' | 'logger'>;

type Snapshot<T> = {
  readonly kind: 'vat' | 'exchange';
  readonly key: string;
  readonly schema: z.ZodType<T>;
  /** Asks the service. Null means that it knows no such thing, which is not kept. */
  readonly fetch: (gateways: Gateways) => Promise<T | null>;
};

/**
 * Calls under way, per process. The tax service takes 2 requests a second: without this, ten carts read
 * at once after a restart would be nine refusals.
 */
const underWay = new WeakMap<Gateways, Map<string, Promise<unknown>>>();

/**
 * What a rates service said last, while that is fresh; else what it says now. While the service is down,
 * what it said last until that is too old to charge by; then 503. A snapshot is a copy, not a record: the
 * order keeps the rates it was placed with.
 */
export async function readThrough<T>(needs: RatesNeeds, snapshot: Snapshot<T>): Promise<T | null> {
  const { db, clock, config } = needs;
  const row = await db
    .selectFrom('rate_snapshots')
    .select(['payload', 'fetched_at'])
    .where('kind', '=', snapshot.kind)
    .where('key', '=', snapshot.key)
    .executeTakeFirst();
  // A snapshot that an older release wrote in another shape counts as none.
  const kept = snapshot.schema.safeParse(row?.payload);
  const ageMs = row === undefined ? Infinity : clock.now().getTime() - row.fetched_at.getTime();
  if (kept.success && ageMs < config.rates.freshMs) return kept.data;
  try {
    return await refreshOnce(needs, snapshot);
  } catch (error) {
    if (!isGatewayError(error)) throw error;
    needs.logger.warn({ err: error, kind: snapshot.kind, key: snapshot.key }, 'rates not refreshed');
    if (kept.success && ageMs < config.rates.staleMs) return kept.data;
    throw ratesUnavailable(error);
  }
}

function refreshOnce<T>(needs: RatesNeeds, snapshot: Snapshot<T>): Promise<T | null> {
  const calls = underWay.get(needs.gateways) ?? new Map<string, Promise<unknown>>();
  underWay.set(needs.gateways, calls);
  const name = `${snapshot.kind}:${snapshot.key}`;
  const running = calls.get(name);
  // The name says which snapshot it is, and with it the type.
  if (running !== undefined) return running as Promise<T | null>;
  const refreshing = refresh(needs, snapshot).finally(() => calls.delete(name));
  calls.set(name, refreshing);
  return refreshing;
}

async function refresh<T>(needs: RatesNeeds, { kind, key, fetch }: Snapshot<T>): Promise<T | null> {
  const fetched = await fetch(needs.gateways);
  if (fetched === null) return null;
  const row = { payload: JSON.stringify(fetched), fetched_at: needs.clock.now() };
  await needs.db
    .insertInto('rate_snapshots')
    .values({ kind, key, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'key'])
        .doUpdateSet(row)
        .where('rate_snapshots.fetched_at', '<=', row.fetched_at),
    )
    .execute();
  return fetched;
}

const ratesUnavailable = (cause: GatewayError) =>
  problem('dependency-unavailable', {
    detail: `The ${cause.gateway} service does not answer and its last rates are too old. Try again shortly.`,
    headers: { 'Retry-After': '5' },
    cause,
  });
