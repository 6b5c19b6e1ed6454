import { BACK_OFFICE_SCOPES, CUSTOMER_SCOPES, issueApiKey, type Dependencies } from '@topheavy/api';

export type Accounts = { readonly customerKey: string; readonly officeKey: string };

const CUSTOMER = { name: 'Ada Lovelace', email: 'ada@customers.example' };

/** One customer, opened once, and on each call a new key for that customer and one for the back office. */
export async function openAccounts(
  dependencies: Pick<Dependencies, 'db' | 'clock' | 'ids'>,
): Promise<Accounts> {
  const customerId = (await findCustomer(dependencies)) ?? (await openCustomer(dependencies));
  return {
    customerKey: await issueApiKey(dependencies, {
      label: 'demo customer',
      customerId,
      scopes: CUSTOMER_SCOPES,
    }),
    officeKey: await issueApiKey(dependencies, {
      label: 'demo back office',
      customerId: null,
      scopes: BACK_OFFICE_SCOPES,
    }),
  };
}

async function findCustomer({ db }: Pick<Dependencies, 'db'>): Promise<string | undefined> {
  const found = await db
    .selectFrom('customers')
    .select('id')
    .where('email', '=', CUSTOMER.email)
    .executeTakeFirst();
  return found?.id;
}

async function openCustomer({ db, clock, ids }: Pick<Dependencies, 'db' | 'clock' | 'ids'>): Promise<string> {
  const id = ids.next();
  await db
    .insertInto('customers')
    .values({ id, ...CUSTOMER, created_at: clock.now() })
    .execute();
  return id;
}
