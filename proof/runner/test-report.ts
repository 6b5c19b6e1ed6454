import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { TestModule } from 'vitest/node';
import type { Cell } from './layers.ts';

type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly title: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
};

/** What a run of Vitest found, from the report it wrote; `broken` with the output's end when there is none. */
export async function cellOfReport(
  folder: string,
  report: string,
  { code, ms, output }: { readonly code: number; readonly ms: number; readonly output: string },
): Promise<Cell> {
  const text = await readFile(path.join(folder, report), 'utf8').catch(() => null);
  if (text === null) return { verdict: 'broken', what: errorIn(output), failed: 0, ran: 0, ms };
  const cell = cellOfResults(folder, JSON.parse(text) as Report, ms);
  return cell.failed === 0 && code !== 0 ? { ...cell, verdict: 'broken', what: errorIn(output) } : cell;
}

/** What a run of Vitest found, from the modules it ran. */
export function cellOfModules(folder: string, modules: readonly TestModule[], ms: number): Cell {
  const testResults = modules.map((module) => ({
    name: module.moduleId,
    message:
      [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())][0]
        ?.message ?? '',
    assertionResults: [...module.children.allTests()].map((test) => {
      const { state, errors = [] } = test.result();
      return { status: state, title: test.name, failureMessages: errors.map(({ message }) => message) };
    }),
  }));
  return cellOfResults(folder, { testResults }, ms);
}

function cellOfResults(folder: string, { testResults }: Report, ms: number): Cell {
  let failed = 0;
  let ran = 0;
  let what = '';
  for (const { name, message = '', assertionResults } of testResults) {
    const file = path.relative(folder, name);
    const red = assertionResults.filter(({ status }) => status === 'failed');
    ran += red.length + assertionResults.filter(({ status }) => status === 'passed').length;
    // A file that cannot be loaded, or whose hook fails, has tests that did not run.
    if (red.length === 0 && message !== '') {
      failed += 1;
      ran += 1;
      what ||= `${file}: ${firstLine(message)}`;
    }
    failed += red.length;
    for (const { title, failureMessages } of red)
      what ||= `${file} > ${title}: ${firstLine(failureMessages[0] ?? '')}`;
  }
  return { verdict: failed === 0 ? 'green' : 'red', what, failed, ran, ms };
}

/** From the first line that says what went wrong, such as a module that is not there. */
function errorIn(output: string): string {
  const text = stripVTControlCharacters(output);
  const at = text.search(/^.*\b(?:\w*Error|ERR_\w+)\b.*$/m);
  return (at === -1 ? text.slice(-600) : text.slice(at, at + 600)).trim();
}

const firstLine = (text: string): string => stripVTControlCharacters(text).trim().split('\n', 1)[0] ?? '';
