import { describe, expect, test } from 'vitest';
import { table } from '../../../scripts/suite/contract-table.ts';
import { recordedText } from '../../../scripts/suite/recordings.ts';

const atFake = { passed: 40, failed: 0, fakeOnly: 19 };
const recorded = { count: 21, oldest: new Date('2026-11-18T12:00:00Z') };

const line = (row: object): string =>
  table([{ provider: 'square', atFake, live: undefined, recorded: null, ...row }]).split('\n')[1] ?? '';

describe('the table of the contract suite', () => {
  test('never calls passed what was not asked live', () => {
    expect(line({})).toBe('  square     40 passed (19 fake-only)   offline-verified only   none');
    expect(line({ live: { reason: 'SQUARE_SANDBOX_TOKEN not set' } })).toContain(
      'offline-verified only: SQUARE_SANDBOX_TOKEN not set',
    );
    expect(line({ recorded })).toContain('not asked, compared with recordings');
  });

  test('says what became of a live run', () => {
    expect(line({ live: { passed: 21, failed: 0, fakeOnly: 0 } })).toContain('   21 passed   ');
    expect(line({ live: { passed: 20, failed: 1, fakeOnly: 0 } })).toContain('   1 FAILED, 20 passed   ');
    expect(line({ live: { passed: 0, failed: 0, fakeOnly: 0 } })).toContain('   0 FAILED, 0 passed   ');
  });

  test('shows what failed at the fake', () => {
    expect(line({ atFake: { ...atFake, failed: 2 } })).toContain('40 passed (19 fake-only), 2 FAILED');
    expect(line({ atFake: undefined })).toContain('not run');
  });

  test('gives the age of the oldest recording', () => {
    const at = (iso: string) => recordedText(recorded, Date.parse(iso));
    expect(at('2026-11-18T13:00:00Z')).toBe('21, the oldest 0 days old (2026-11-18)');
    expect(at('2026-11-19T13:00:00Z')).toBe('21, the oldest 1 day old (2026-11-18)');
    expect(at('2027-02-18T12:00:00Z')).toBe('21, the oldest 92 days old (2026-11-18)');
  });
});
