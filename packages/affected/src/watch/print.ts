import { styleText } from 'node:util';
import type { Reason } from '../types.ts';
import type { Failure, WatchEvent } from './events.ts';

type Style = Parameters<typeof styleText>[0];

/** Below this much of a list is shown; the rest is a number. */
const MOST_FILES = 4;
const MOST_REASONS = 2;
const MOST_FAILURES = 10;

/** Above this, a verdict takes long enough to wonder whether anything is happening. */
const MANY_TESTS = 50;

/** So long a person looks at a run that says nothing. */
const SILENCE_MS = 5000;

/** What a person reads at a glance: what changed, which tests and why, the result, the time. */
export function createPrinter(write: (text: string) => void, colours: boolean): (event: WatchEvent) => void {
  const paint = (style: Style, text: string): string =>
    colours ? styleText(style, text, { validateStream: false }) : text;
  const line = (text = ''): void => write(`${text}\n`);
  const shown = new Set<string>();
  let restFailed = false;
  let spokenAt = 0;

  const showFailure = (failure: Failure, mark: string): void => {
    if (shown.size >= MOST_FAILURES || shown.has(failure.test)) return;
    shown.add(failure.test);
    line(`  ${paint('red', mark)} ${failure.test}`);
    for (const text of failure.message.split('\n').slice(0, 12)) line(`      ${text}`);
    if (failure.at !== null) line(`      ${paint('cyan', failure.at)}`);
  };

  return (event) => {
    switch (event.kind) {
      case 'ready':
        line(
          `${paint('bold', 'watching')} · ${event.tests} tests known · ready in ${time(event.ms)} · h for help`,
        );
        return;
      case 'selected': {
        const { files, selection, reasons } = event;
        shown.clear();
        line();
        line(paint('bold', some(files, MOST_FILES)));
        const { length } = selection.picks;
        if (length === 0 && !selection.all) return;
        line(
          paint(
            'dim',
            `  ${selection.all ? 'everything' : `${length} of ${selection.total} tests`}: ${some(reasons.map(why), MOST_REASONS)}`,
          ),
        );
        return;
      }
      case 'more':
        line(
          paint(
            'dim',
            `  something else comes of ${some(event.starts, MOST_FILES)}: ${event.tests} more tests`,
          ),
        );
        return;
      case 'started':
        if (event.lane === 'rest') restFailed = false;
        else if (event.tests === null || event.tests > MANY_TESTS)
          line(paint('dim', event.tests === null ? '  running …' : `  ${event.tests} tests are running …`));
        spokenAt = performance.now();
        return;
      case 'progress': {
        // Of the rest nobody waits for the end.
        if (event.lane === 'rest' || performance.now() - spokenAt < SILENCE_MS) return;
        spokenAt = performance.now();
        const of = event.tests === null ? '' : ` of ${event.tests}`;
        line(paint('dim', `  ${event.done}${of} have run, ${event.failed} failed …`));
        return;
      }
      case 'failed':
        if (event.lane === 'rest' && !restFailed && !event.expected) {
          restFailed = true;
          shown.clear();
          line(paint('red', '  not selected, and fails:'));
        }
        showFailure(event.failure, '✗');
        return;
      case 'verdict': {
        const { lane, passed, failures, cancelled, left } = event;
        if (cancelled) return line(paint('dim', '  ended for what comes next'));
        const more = left === 0 ? '' : paint('dim', `  ${left} tests are still to run`);
        const took = paint('dim', time(event.ms));
        if (lane === 'rest') {
          if (failures.length === 0) line(paint('dim', `  the rest: ${passed} passed in ${time(event.ms)}`));
          else
            line(
              `  ${paint(['bgRed', 'white'], ' RED ')} the rest: ${failures.length} failed, ${passed} passed  ${took}`,
            );
          return;
        }
        if (failures.length > MOST_FAILURES)
          line(paint('dim', `  … ${failures.length - MOST_FAILURES} more`));
        if (failures.length > 0)
          line(
            `  ${paint(['bgRed', 'white'], ' RED ')} ${failures.length} failed, ${passed} passed  ${took}${more}`,
          );
        else if (passed === 0) line(`  ${paint('green', 'nothing')} that a test can notice  ${took}`);
        else line(`  ${paint(['bgGreen', 'black'], ' GREEN ')} ${passed} passed  ${took}${more}`);
        return;
      }
      case 'notice':
        line(paint('yellow', `  ${event.text}`));
        return;
      case 'ended':
        line(paint('bold', event.why === 'restart' ? `\n${event.text}: starting again` : '\nended'));
    }
  };
}

export const why = ([{ subject, detail }, tests]: readonly [Reason, number]): string =>
  `${subject} (${detail}) → ${tests}`;

const time = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

const some = (texts: readonly string[], most: number): string =>
  texts.length <= most
    ? texts.join(', ')
    : `${texts.slice(0, most).join(', ')} and ${texts.length - most} more`;
