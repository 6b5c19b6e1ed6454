import type { Chosen } from './choose-providers.ts';

export type Rewrite = {
  readonly request: (text: string) => string;
  readonly authorization: (value: string) => string;
  /** The other way round, in what comes back. */
  readonly answer: (text: string) => string;
};

/** Puts the account's key and names in the place of those that the tests use, and back. */
export function createRewrite({ key, aliases }: Pick<Chosen, 'key' | 'aliases'>): Rewrite {
  const back = [...(key === null ? [] : [key]), ...aliases];
  return {
    request: (text) => aliases.reduce((all, [name, real]) => replaceWord(all, name, real), text),
    authorization: (value) => (key === null ? value : replaceKey(value, key)),
    answer: (text) => back.reduce((all, [name, real]) => replaceWord(all, real, name), text),
  };
}

const replaceWord = (text: string, from: string, to: string): string =>
  text.replaceAll(new RegExp(`(?<![\\w@-])${from.replaceAll(/\W/g, '\\$&')}(?![\\w@-])`, 'g'), () => to);

/** `Bearer KEY`, or Basic with the key as the user name; another key stays what it is. */
function replaceKey(value: string, [placeholder, real]: NonNullable<Chosen['key']>): string {
  if (value === `Bearer ${placeholder}`) return `Bearer ${real}`;
  const [scheme, credentials = ''] = value.split(' ');
  if (scheme !== 'Basic') return value;
  const [user, ...password] = Buffer.from(credentials, 'base64').toString().split(':');
  if (user !== placeholder) return value;
  return `Basic ${Buffer.from([real, ...password].join(':')).toString('base64')}`;
}
