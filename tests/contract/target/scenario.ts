import { createHash } from 'node:crypto';
import path from 'node:path';
import { providerNames, type ProviderName } from '@topheavy/fakes';

export type Scenario = {
  readonly provider: ProviderName;
  /** 'capture.test.ts > Stripe: capturing > takes all that is held' */
  readonly title: string;
};

type Named = { readonly name: string; readonly suite?: Named | undefined };

type Task = Named & {
  readonly file: { readonly filepath: string };
  readonly tags?: readonly string[];
};

/** What a test proves of which provider; null for one that only a fake can do. */
export const scenarioOf = (task: Task): Scenario | null => {
  const { dir, base } = path.parse(task.file.filepath);
  const provider = providerNames.find((name) => name === path.basename(dir));
  if (provider === undefined || task.tags?.includes('fake-only') === true) return null;
  return { provider, title: [base, ...suites(task.suite), task.name].join(' > ') };
};

const suites = (suite: Named | undefined): string[] =>
  suite === undefined || suite.name === '' ? [] : [...suites(suite.suite), suite.name];

/** Readable, and unique by the hash of the whole title. */
export const recordingName = ({ title }: Scenario): string => {
  const words = title
    .replace('.test.ts', '')
    .replaceAll(/[^a-z\d]+/gi, '-')
    .slice(0, 70)
    .replace(/-$/, '');
  return `${words.toLowerCase()}.${createHash('sha256').update(title).digest('hex').slice(0, 6)}.json`;
};
