/** The statement with what each `:name` in it stands for: the test's own order, and nobody else's. */
export const named = (sql: string, names: Readonly<Record<string, string>>): string =>
  sql.replaceAll(/:(\w+)/g, (_, name: string) => `'${names[name]}'`);
