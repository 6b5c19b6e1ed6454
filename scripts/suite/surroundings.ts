/** Where the shop, its fakes and its Postgres believe to be; null leaves it as the machine has it. */
export type Surroundings = { readonly timezone: string | null; readonly locale: string | null };

/** What is wrong with these, as a sentence. */
export function complaintAbout({ timezone, locale }: Surroundings): string | null {
  if (timezone !== null && !accepts(() => new Intl.DateTimeFormat('en', { timeZone: timezone })))
    return `--timezone takes a name such as Pacific/Chatham, and "${timezone}" is none`;
  if (locale !== null && !(/^[a-z]{2,3}-[A-Z]{2}$/.test(locale) && accepts(() => new Intl.Locale(locale))))
    return `--locale takes a language and a country such as tr-TR, and "${locale}" is none`;
  return null;
}

/** Node reads TZ and LC_ALL when it starts; what Postgres gets of it, the testbed sets on each database. */
export const environmentOf = ({ timezone, locale }: Surroundings): Record<string, string> => ({
  ...(timezone === null ? {} : { TZ: timezone, SUITE_TIMEZONE: timezone }),
  ...(locale === null ? {} : { LANG: posix(locale), LC_ALL: posix(locale), SUITE_LOCALE: locale }),
});

const posix = (locale: string): string => `${locale.replace('-', '_')}.UTF-8`;

function accepts(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}
