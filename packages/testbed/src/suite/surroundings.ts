import { withClient } from '../postgres/open-client.ts';

/**
 * Where and in which language this run is: SUITE_TIMEZONE and SUITE_LOCALE, as scripts/suite.ts sets them
 * together with TZ and LC_ALL.
 */
export type Surroundings = { readonly timezone: string | null; readonly locale: string | null };

export const readSurroundings = (env: NodeJS.ProcessEnv = process.env): Surroundings => ({
  timezone: env['SUITE_TIMEZONE'] || null,
  locale: env['SUITE_LOCALE'] || null,
});

/** How a people writes dates, by Postgres's names. What no locale is chosen for stays as Postgres has it. */
const DATE_STYLES: Readonly<Record<string, string>> = { de: 'German', en: 'SQL, MDY', fr: 'SQL, DMY' };
const OTHER_DATE_STYLE = 'Postgres, DMY';

/** New sessions of this database live there. Text still sorts as the template's locale has it. */
export async function applySurroundings(url: string, { timezone, locale }: Surroundings): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  await withClient(url, async (client) => {
    const set = (setting: string, value: string) =>
      client.query(
        `ALTER DATABASE ${client.escapeIdentifier(name)} SET ${setting} = ${client.escapeLiteral(value)}`,
      );
    if (timezone !== null) await set('timezone', timezone);
    if (locale === null) return;
    const language = new Intl.Locale(locale).language;
    await set('datestyle', DATE_STYLES[language] ?? OTHER_DATE_STYLE);
    await set('intervalstyle', 'sql_standard');
  });
}

/** What both sides say of themselves. Throws when one of them is not where the run was told to be. */
export async function describeSurroundings(url: string, wanted: Surroundings): Promise<string | null> {
  if (wanted.timezone === null && wanted.locale === null) return null;
  const here = Intl.DateTimeFormat().resolvedOptions();
  const there = await withClient(url, async (client) => {
    const { rows } = await client.query<{ timezone: string; datestyle: string; locale: string }>(
      `SELECT current_setting('timezone') AS timezone, current_setting('datestyle') AS datestyle,
              datlocale AS locale FROM pg_database WHERE datname = current_database()`,
    );
    return rows[0];
  });
  if (there === undefined) throw new Error('Postgres does not say where it is.');
  const sides = [
    ['the time zone of this process', wanted.timezone, here.timeZone],
    ['the time zone of Postgres', wanted.timezone, there.timezone],
    ['the locale of this process', wanted.locale, here.locale],
    ['the locale of Postgres', wanted.locale, there.locale],
  ] as const;
  for (const [what, asked, is] of sides) {
    if (asked !== null && canonical(asked) !== canonical(is))
      throw new Error(`Asked for ${asked}, but ${what} is ${is}.`);
  }
  return `shop in ${here.timeZone}, ${here.locale}; Postgres in ${there.timezone}, ${there.locale}, dates in ${there.datestyle}`;
}

/** A zone may have two names: Asia/Kolkata is called Asia/Calcutta as well. A locale stays as it is. */
const canonical = (name: string): string =>
  name.includes('/') ? new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone : name;
