import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cellOfReport } from '../../../proof/runner/test-report.ts';

const one = (status: string, ...failureMessages: string[]) => ({ status, title: 'is paid', failureMessages });

/** What is made of a report with one file, from a process that ended so. */
function cellOf(results: readonly unknown[] | null, message: string, code: number) {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'topheavy-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const report = {
    testResults: [{ name: path.join(folder, 'pay.test.ts'), message, assertionResults: results }],
  };
  if (results !== null) writeFileSync(path.join(folder, 'report.json'), JSON.stringify(report));
  return cellOfReport(folder, 'report.json', { code, ms: 5, output: 'Startup Error: no port\nbye\n' });
}

test('red is a test that failed, named with the first line of why', async () => {
  await expect(cellOf([one('passed'), one('failed', 'paid twice\n  at pay.ts')], '', 1)).resolves.toEqual({
    verdict: 'red',
    what: 'pay.test.ts > is paid: paid twice',
    failed: 1,
    ran: 2,
    ms: 5,
  });
});

test.for([
  ['cannot be loaded', []],
  ['has a hook that fails', [one('skipped')]],
] as const)('a file that %s is red', async ([, results]) => {
  await expect(cellOf(results, 'no such module\n', 1)).resolves.toMatchObject({
    verdict: 'red',
    what: 'pay.test.ts: no such module',
  });
});

test('green is that all passed, and the process says so too', async () => {
  await expect(cellOf([one('passed')], '', 0)).resolves.toMatchObject({
    verdict: 'green',
    failed: 0,
    ran: 1,
  });
  await expect(cellOf([one('passed')], '', 1)).resolves.toMatchObject({ verdict: 'broken' });
});

test('a process that wrote no report is broken, with what went wrong', async () => {
  await expect(cellOf(null, '', 1)).resolves.toMatchObject({
    verdict: 'broken',
    what: 'Startup Error: no port\nbye',
  });
});
