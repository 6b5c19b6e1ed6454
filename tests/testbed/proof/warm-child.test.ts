import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openWarmChild } from '../../../proof/runner/warm-child.ts';

type Asked = Readonly<Partial<{ say: string; end: boolean; fail: boolean; wait: boolean }>>;

/** A process that answers what it is told to say, and how many it was asked. */
function givenChild(patienceMs?: number) {
  const program = path.join(import.meta.dirname, 'parrot.ts');
  const notes: string[] = [];
  const note = (sentence: string): void => void notes.push(sentence);
  const child = openWarmChild<Asked, { said: string; asked: number }>(
    program,
    import.meta.dirname,
    note,
    patienceMs,
  );
  onTestFinished(child.close);
  return { ask: (asked: Asked) => child.ask(asked, process.env), notes };
}

test('one process answers question after question', async () => {
  const { ask, notes } = givenChild();

  expect(await ask({ say: 'a' })).toEqual({ said: 'a', asked: 1 });
  expect(await ask({ say: 'b' })).toEqual({ said: 'b', asked: 2 });
  expect(notes).toEqual([]);
});

test('one that fails at a question does not know, and goes on', async () => {
  const { ask, notes } = givenChild();

  expect(await ask({ fail: true })).toBeNull();
  expect(await ask({ say: 'a' })).toEqual({ said: 'a', asked: 2 });
  expect(notes).toEqual([expect.stringContaining('It does not know.')]);
});

test('one that dies does not know, and another takes its place', async () => {
  const { ask, notes } = givenChild();
  await ask({ say: 'a' });

  expect(await ask({ end: true })).toBeNull();
  expect(await ask({ say: 'b' })).toEqual({ said: 'b', asked: 1 });
  expect(notes).toEqual([expect.stringContaining('it ended')]);
});

test('one that never answers is ended, and another takes its place', async () => {
  const { ask, notes } = givenChild(500);

  expect(await ask({ wait: true })).toBeNull();
  expect(await ask({ say: 'b' })).toEqual({ said: 'b', asked: 1 });
  expect(notes).toEqual([expect.stringContaining('no answer after 0.5 s')]);
});
