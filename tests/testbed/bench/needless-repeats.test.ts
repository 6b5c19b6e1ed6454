import { needlessRepeats, type Handover } from '@topheavy/bench/soak';
import { expect, test } from 'vitest';

const NONE = { kills: [], notPublished: new Set<string>(), leaseMs: 60_000 };

const sent = (atMs: number, other: Partial<Handover> = {}): Handover => ({
  op: 'resend.emails.send',
  eventId: 'e1',
  atMs,
  done: true,
  ...other,
});

test('a mail that was sent and is sent again is named, with how long after', () => {
  const handovers = [sent(3), sent(1), sent(2), sent(1, { eventId: 'e2' }), sent(2, { op: 'other' })];

  expect(needlessRepeats(handovers, NONE)).toEqual([
    'resend.emails.send of event e1: asked for again 1 ms, 1 ms after it was done, and nothing had gone wrong',
  ]);
});

test('one that was not answered, or by a fault, may be sent again', () => {
  expect(needlessRepeats([sent(1, { done: false }), sent(2)], NONE)).toEqual([]);
});

test('one whose process was killed before it could write that down may be sent again', () => {
  const kills = [{ fromMs: 5000, toMs: 5010 }];

  expect(needlessRepeats([sent(4000), sent(7000)], { ...NONE, kills })).toEqual([]);
  expect(needlessRepeats([sent(5020), sent(7000)], { ...NONE, kills })).toEqual([]);
  expect(needlessRepeats([sent(4000), sent(4100)], { ...NONE, kills })).toHaveLength(1);
  expect(needlessRepeats([sent(7000), sent(8000)], { ...NONE, kills })).toHaveLength(1);
});

test('one whose event a process said that it would publish later may be sent again', () => {
  const notPublished = new Set(['e1']);

  expect(needlessRepeats([sent(1), sent(2)], { ...NONE, notPublished })).toEqual([]);
});

test('one whose relay was kept waiting until its lease was over may be sent again', () => {
  const handovers = [sent(1000), sent(3400)];

  expect(needlessRepeats(handovers, { ...NONE, leaseMs: 2400 })).toEqual([]);
  expect(needlessRepeats(handovers, { ...NONE, leaseMs: 2401 })).toHaveLength(1);
});
