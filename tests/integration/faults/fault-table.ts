import { EVENT_FAULTS } from './event-faults.ts';
import { EVENTS } from './event.ts';
import { FAULTS } from './faults.ts';
import type { Knowledge } from './gateway-operation.ts';
import { GATEWAY_OPERATIONS } from './operations.ts';
import { PHASES, verdictOn, type Verdict } from './verdict.ts';

const WORDS: Readonly<Record<Knowledge, string>> = {
  late: 'the answer comes after all',
  open: 'nobody can tell whether it was done',
  away: 'it was not done, and may be asked for again',
  refused: 'the provider looked at it and said no',
};

const PHASE_HEADINGS = {
  'before-effect': 'The provider has not done what it was asked',
  'after-effect': 'The provider has done what it was asked',
} as const;

/** docs/fault-table.md: every operation × fault × phase, with what is promised or why it is left out. */
export function faultTable(): string {
  const reasons: string[] = [];
  const cell = (verdict: Verdict): string => {
    if (!('reason' in verdict)) return verdict.leaves;
    if (!reasons.includes(verdict.reason)) reasons.push(verdict.reason);
    return `(${reasons.indexOf(verdict.reason) + 1})`;
  };
  const combinations = GATEWAY_OPERATIONS.flatMap((operation) =>
    FAULTS.flatMap((fault) => PHASES.map((phase) => verdictOn(operation, fault, phase))),
  );
  const tested = combinations.filter((verdict) => !('reason' in verdict)).length;
  const matrices = PHASES.flatMap((phase) => [
    `## ${PHASE_HEADINGS[phase]}`,
    '',
    row(['call', ...GATEWAY_OPERATIONS.map((_, index) => `${index + 1}`)]),
    row(['---', ...GATEWAY_OPERATIONS.map(() => '---')]),
    ...FAULTS.map((fault) =>
      row([fault.title, ...GATEWAY_OPERATIONS.map((operation) => cell(verdictOn(operation, fault, phase)))]),
    ),
    '',
  ]);
  const eventCell = (fault: (typeof EVENT_FAULTS)[number], event: (typeof EVENTS)[number]): string => {
    const reason = fault.unless?.(event);
    return reason === undefined ? 'tested' : cell({ reason });
  };
  const eventRows = EVENT_FAULTS.map((fault) =>
    row([fault.title, fault.promise, ...EVENTS.map((event) => eventCell(fault, event))]),
  );
  return [
    '# How the shop stands up to its providers',
    '',
    `${GATEWAY_OPERATIONS.length} calls × ${FAULTS.length} faults × ${PHASES.length} phases are ${combinations.length} combinations.`,
    `${tested} of them are tests in [tests/integration/faults](../tests/integration/faults); for each of the others the`,
    'reason is below. This page is made from the tables that the tests are made from:',
    '`pnpm check --fix` writes it.',
    '',
    'Tax and exchange rates and stock counts are kept, so that a provider that is down for a while is not noticed;',
    'how long they are good for says [configuration](configuration.md) (`RATES_…`, `STOCK_STALE_MINUTES`).',
    '',
    'A provider stays out of order until the shop has given up, repetitions included. Then it is well again, the',
    'work goes on, and the end must be what it is when nothing goes wrong: the same money at the bank, in the',
    'books and in the mail, once. A word in a cell says what the fault leaves the shop knowing:',
    '',
    ...Object.entries(WORDS).map(([word, meaning]) => `- **${word}**: ${meaning}`),
    '',
    '## The calls, and what is promised',
    '',
    row(['', 'call', 'provider’s operation', ...Object.keys(WORDS)]),
    row(['---', '---', '---', ...Object.keys(WORDS).map(() => '---')]),
    ...GATEWAY_OPERATIONS.map(({ title, op, answers }, index) =>
      row([
        String(index + 1),
        title,
        `\`${op}\``,
        ...(Object.keys(WORDS) as Knowledge[]).map((word) => answers[word]?.[1] ?? '–'),
      ]),
    ),
    '',
    ...matrices,
    '## Events',
    '',
    `${EVENTS.length} types of events that the shop acts on × ${EVENT_FAULTS.length} ways in which their delivery goes wrong. The answer to`,
    'the call that led to the event is lost, so that the event is all the shop gets to hear; in the last row it is',
    'late.',
    '',
    row(['an event', 'promise', ...EVENTS.map(({ type }) => `\`${type}\``)]),
    row(['---', '---', ...EVENTS.map(() => '---')]),
    ...eventRows,
    '',
    '## Left out, and why',
    '',
    ...reasons.map((reason, index) => `${index + 1}. ${reason}`),
    '',
  ].join('\n');
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
