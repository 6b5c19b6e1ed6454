import { analyse, instrument, PROBES } from '@topheavy/affected/code';
import { expect, test } from 'vitest';

/** Runs a text with probes, and says which functions noted that they ran. */
async function ran(text: string): Promise<string[]> {
  const analysis = analyse('a.js', text);
  const hits = new Uint8Array(analysis.functions.length);
  const before = Object.getOwnPropertyDescriptor(globalThis, PROBES);
  Object.defineProperty(globalThis, PROBES, { value: { register: () => hits }, configurable: true });
  try {
    const code = instrument(text, 'a.js', 'content', analysis);
    await import(`data:text/javascript,${encodeURIComponent(code)}`);
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, PROBES);
    else Object.defineProperty(globalThis, PROBES, before);
  }
  return analysis.functions.filter((_, index) => hits[index] === 1).map(({ key }) => key);
}

test.for([
  ['a function that is called, and not one that is not', 'function f() {} function g() {} f();', ['f']],
  ['an expression in place of a body', 'const f = () => ({ a: 1 }); f();', ['f']],
  ['a function called before its module has begun', 'f(); function f() {}', ['f']],
  ['a default value that throws', 'const f = (a = g()) => 1; try { f(); } catch {}', ['f']],
  [
    'a default value that throws while a parameter is taken apart',
    'const f = ({ a: [b = g()] = [] }) => 1; try { f({}); } catch {}',
    ['f'],
  ],
  ['a computed key that throws', 'function f({ [g()]: a }) {} try { f({}); } catch {}', ['f']],
  [
    'a function in a default value',
    'const f = ({ a = () => 1, b = [1].map(() => 2) }) => a(); f({});',
    ['f', 'f/a/a', 'f/b/.map()'],
  ],
  [
    'a method, a getter and a constructor',
    'class A { constructor() { this.f(); this.g; } f() {} get g() { return 1; } } new A();',
    ['A/constructor', 'A/f', 'A/get g'],
  ],
  [
    'a constructor of a class that has a base',
    'class A {} class B extends A { constructor() { super(); } } new B();',
    ['B/constructor'],
  ],
  ['a generator once it is asked', 'function* f() { yield 1; } function* g() {} [...f()]; g();', ['f']],
  ['an async function', 'const f = async () => 1; await f();', ['f']],
  ['a function within one', '[1].map((a) => [a].map((b) => b));', ['.map()', '.map()/.map()']],
] as const)('%s is seen', async ([, text, functions]) => {
  expect(await ran(text)).toEqual(functions);
});

test('a directive stays first', async () => {
  const text = `function f() { 'use strict'; return this === undefined; } if (!f()) throw new Error('sloppy');`;
  expect(await ran(text)).toEqual(['f']);
});

test('names of the source are left alone', async () => {
  expect(
    await ran(
      'const $hit = 1; const $own = 2; const f = () => $hit + $own; if (f() !== 3) throw new Error();',
    ),
  ).toEqual(['f']);
});

test('a function keeps its name and its number of parameters', async () => {
  const text = `const f = (a, b = () => {}) => b; if (f.name + f.length + f().name !== 'f1b') throw new Error(f.name + f.length + f().name);`;
  expect(await ran(text)).toEqual(['f']);
});
