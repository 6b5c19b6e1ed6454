import { z } from 'zod';
import { fetchJson } from '../fetch-json.ts';

export type SquareConfig = {
  /** The origin: `https://connect.squareup.com`, or a fake's. */
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly locationId: string;
};

/** The dated version of the API whose document the answers below are written from. */
const SQUARE_VERSION = '2025-08-20';

/** One POST, which in Square's inventory is also how one reads. Resolves with the JSON of a 2xx answer. */
export function squarePost(
  { baseUrl, accessToken }: SquareConfig,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<unknown> {
  const headers = { authorization: `Bearer ${accessToken}`, 'square-version': SQUARE_VERSION };
  return fetchJson(new URL(path, baseUrl), { method: 'POST', headers, body, signal }, firstErrorCode);
}

const errorBody = z.object({ errors: z.tuple([z.object({ code: z.string() })]).rest(z.unknown()) });

const firstErrorCode = (body: unknown) => errorBody.safeParse(body).data?.errors[0].code;
