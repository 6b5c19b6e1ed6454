import { readFile } from 'node:fs/promises';
import path from 'node:path';

export type ProviderTests = {
  readonly passed: number;
  readonly failed: number;
  /** Of those that passed. */
  readonly fakeOnly: number;
};

/** What a run of the contract suite counted for each folder below tests/contract. */
export async function readProviderTests(report: string): Promise<Map<string, ProviderTests>> {
  const text = await readFile(report, 'utf8').catch(() => '{"testResults":[]}');
  const { testResults } = JSON.parse(text) as {
    testResults: {
      name: string;
      assertionResults: { status: string; tags: string[] }[];
    }[];
  };
  const counts = new Map<string, { passed: number; failed: number; fakeOnly: number }>();
  for (const { name, assertionResults } of testResults) {
    const folder = path.basename(path.dirname(name));
    const count = counts.get(folder) ?? { passed: 0, failed: 0, fakeOnly: 0 };
    counts.set(folder, count);
    for (const { status, tags } of assertionResults) {
      if (status === 'failed') count.failed += 1;
      if (status !== 'passed') continue;
      count.passed += 1;
      if (tags.includes('fake-only')) count.fakeOnly += 1;
    }
  }
  return counts;
}
