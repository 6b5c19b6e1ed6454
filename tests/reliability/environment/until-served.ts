import type { Answer, Shop } from '@topheavy/testbed';

/** After this a claim on a key that its process could not give back is taken over. */
const LEASE_MS = 30_000;

/** A client that was told so often to come back will not. */
const PATIENCE = 1000;

/** Asks again under the same key, as a client does that is told to come back; says how often it was refused. */
export async function untilServed<T>(
  shop: Shop,
  act: () => Promise<Answer<T>>,
): Promise<Answer<T> & { readonly refusals: number }> {
  let last = '';
  for (let refusals = 0; refusals < PATIENCE; refusals += 1) {
    const answer = await act();
    last = `${answer.status}: ${JSON.stringify(answer.problem)}`;
    // 409: the process that was cut off could not even give back its claim on the key.
    if (answer.status === 409) await shop.passTime(LEASE_MS);
    else if (answer.status !== 503) return { ...answer, refusals };
  }
  throw new Error(`Not served, though asked ${PATIENCE} times; the last answer was ${last}`);
}
