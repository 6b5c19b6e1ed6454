import {
  BACK_OFFICE_SCOPES,
  CUSTOMER_SCOPES,
  issueApiKey,
  type Dependencies,
  type Scope,
} from '@topheavy/api';

/** Somebody who calls the API. */
export type Actor = { readonly key: string; readonly customerId: string | null; readonly email: string };

export async function createCustomer(
  dependencies: Dependencies,
  name: string,
  scopes: readonly Scope[] = CUSTOMER_SCOPES,
): Promise<Actor> {
  const { db, ids, clock } = dependencies;
  const customerId = ids.next();
  const email = `${name.toLowerCase()}-${customerId.slice(-6)}@customers.example`;
  await db.insertInto('customers').values({ id: customerId, email, name, created_at: clock.now() }).execute();
  const key = await issueApiKey(dependencies, { label: name, customerId, scopes });
  return { key, customerId, email };
}

export async function createBackOffice(
  dependencies: Dependencies,
  scopes: readonly Scope[] = BACK_OFFICE_SCOPES,
): Promise<Actor> {
  const key = await issueApiKey(dependencies, { label: 'back office', customerId: null, scopes });
  return { key, customerId: null, email: 'office@topheavy.example' };
}
