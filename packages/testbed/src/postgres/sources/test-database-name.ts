/**
 * Refuses a URL whose database does not say that it is for tests.
 * @throws when no word of the name is `test`, `tests` or `testing`: `latest` is not enough
 */
export function requireTestDatabaseName(databaseUrl: string): void {
  const name = databaseName(databaseUrl);
  if (!/(^|[^a-z])test(s|ing)?([^a-z]|$)/i.test(name)) {
    throw new Error(
      `DATABASE_URL names the database "${name}", which does not say that it is for tests, so nothing was touched. ` +
        'Use a database with the word "test" in its name, for example shop_test.',
    );
  }
}

function databaseName(databaseUrl: string): string {
  try {
    return decodeURIComponent(new URL(databaseUrl).pathname.slice(1));
  } catch {
    // The text is not repeated: it may hold a password.
    throw new Error('DATABASE_URL is not a URL like postgres://user:password@host:5432/shop_test.');
  }
}
