import type { Exchange } from './exchange.ts';
import { deviations, isDeviation } from './deviations.ts';
import { differences } from './differences.ts';
import { readRecording } from './recording.ts';
import { redact } from './redact.ts';
import type { Scenario } from './scenario.ts';

/** Fails the test when the fake answered otherwise than the live provider did in the same scenario. */
export const checkAgainstRecording = async (
  scenario: Scenario,
  exchanges: () => Promise<Exchange[]>,
): Promise<void> => {
  const recording = await readRecording(scenario);
  if (recording === null) return;
  const found = (await exchanges()).map((exchange) => redact(scenario.provider, exchange));
  const problems = recording.exchanges.flatMap((recorded, index) => {
    const one = found[index];
    const request = `${recorded.method} ${recorded.path}`;
    if (one === undefined) return [`${request}: the fake was not asked`];
    const unknown = differences(recorded, one).filter(
      ({ path }) => !isDeviation(deviations[scenario.provider], path),
    );
    return unknown.map((each) => `${request}: ${each.path} was ${each.recorded}, the fake has ${each.found}`);
  });
  if (found.length > recording.exchanges.length) problems.push('the fake was asked more often');
  if (problems.length === 0) return;
  throw new Error(
    `The fake differs from what ${scenario.provider} answered on ${recording.recordedAt.slice(0, 10)}: ${problems.join('\n  ')}`,
  );
};
