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
  const { config } = needs;
  const kept = await readKept(needs, snapshot);
  if (kept !== null && kept.ageMs < config.rates.freshMs) return kept.value;
  try {
    return await refreshOnce(needs, snapshot);
  } catch (error) {
    if (!isGatewayError(error)) throw error;
    needs.logger.warn({ err: error, kind: snapshot.kind, key: snapshot.key }, 'rates not refreshed');
    if (kept !== null && kept.ageMs < config.rates.staleMs) return kept.value;
    throw ratesUnavailable(error);
  }
}

async function readKept<T>(
  { db, clock }: RatesNeeds,
  { kind, key, schema }: Snapshot<T>,
): Promise<{ readonly value: T; readonly ageMs: number } | null> {
  const row = await db
    .selectFrom('rate_snapshots')
    .select(['payload', 'fetched_at'])
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst();
  // A snapshot that an older release wrote in another shape counts as none.
  const parsed = schema.safeParse(row?.payload);
  if (row === undefined || !parsed.success) return null;
  return { value: parsed.data, ageMs: clock.now().getTime() - row.fetched_at.getTime() };
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

async function refresh<T>(needs: RatesNeeds, snapshot: Snapshot<T>): Promise<T | null> {
  // Between the look that found nothing fresh and this one, another call may have come and gone.
  const kept = await readKept(needs, snapshot);
  if (kept !== null && kept.ageMs < needs.config.rates.freshMs) return kept.value;
  const fetched = await snapshot.fetch(needs.gateways);
  if (fetched === null) return null;
  const row = { payload: JSON.stringify(fetched), fetched_at: needs.clock.now() };
  await needs.db
    .insertInto('rate_snapshots')
    .values({ kind: snapshot.kind, key: snapshot.key, ...row })
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
