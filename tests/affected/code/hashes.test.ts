import { analyse, UnparsableError, withoutComments } from '@topheavy/affected/code';
import { expect, test } from 'vitest';

/** Which functions, and whether the top level, differ between two texts of a file. */
function difference(before: string, after: string): { functions: string[]; module: boolean } {
  const [one, other] = [analyse('a.ts', before), analyse('a.ts', after)];
  const old = new Map(one.functions.map(({ key, hash }) => [key, hash]));
  return {
    functions: other.functions.filter(({ key, hash }) => old.get(key) !== hash).map(({ key }) => key),
    module: one.module !== other.module,
  };
}

const nothing = { functions: [], module: false };

test.for([
  ['a type of a parameter', 'const f = (a: string) => a;', 'const f = (a: string | null) => a;'],
  ['a type of a result', 'function f() { return 1; }', 'function f(): number { return 1; }'],
  ['an assertion', 'const f = (a) => a.b;', 'const f = (a) => (a as { b: string }).b!;'],
  ['a type that is satisfied', 'let a = { b: 1 };', 'let a = { b: 1 } satisfies Record<string, number>;'],
  ['an import of a type', 'f();', "import type { A } from './a.ts';\nf();"],
  ['an overload', 'function f(a) {}', 'function f(a: string): void;\nfunction f(a) {}'],
  ['quotes', "f('a');", 'f("a");'],
  ['a comma at the end', 'f({ a: 1 });', 'f({ a: 1, });'],
  ['brackets around an expression', 'const f = () => 1 + 2;', 'const f = () => (1 + 2);'],
  ['what a field may be', 'class A { b = 1; }', 'class A { private readonly b: number = 1; }'],
] as const)('%s changes nothing', ([, before, after]) => {
  expect(difference(before, after)).toEqual(nothing);
});

test.for([
  ['the body', 'const f = () => 1;', 'const f = () => 2;', ['f']],
  ['a default value', 'function f(a = 1) {}', 'function f(a = 2) {}', ['f']],
  ['a function within', 'const f = () => { g(() => 1); };', 'const f = () => { g(() => 2); };', ['f/g()']],
  ['a method', 'class A { f() { return 1; } }', 'class A { f() { return 2; } }', ['A/f']],
  ['waiting', 'function f() {}', 'async function f() {}', ['f']],
  ['an optional chain', 'const f = (a) => a.b;', 'const f = (a) => a?.b;', ['f']],
  ['a constant that it uses', 'const A = 1;\nconst f = () => A;', 'const A = 2;\nconst f = () => A;', ['f']],
  [
    'where something that it uses comes from',
    "import { a } from './a.ts';\nconst f = () => a;\nconst g = () => 1;",
    "import { a } from './b.ts';\nconst f = () => a;\nconst g = () => 1;",
    ['f'],
  ],
  [
    'that something that it uses is gone',
    'const a = () => 1;\nconst f = () => a();',
    'const f = () => a();',
    ['f'],
  ],
] as const)('%s changes the function and not the top level', ([, before, after, functions]) => {
  expect(difference(before, after)).toEqual({ functions, module: false });
});

test.for([
  ['a call', 'f(1);', 'f(2);'],
  ['a value that is worked out', 'let a = g(1);', 'let a = g(2);'],
  ['a field of a class', 'class A { b = 1; }', 'class A { b = 2; }'],
  ['a constant that the top level uses', 'const A = 1;\nf(A);', 'const A = 2;\nf(A);'],
  ['a method more, which may hide another', 'class A { f() {} }', 'class A { f() {} g() {} }'],
] as const)('%s changes the top level', ([, before, after]) => {
  expect(difference(before, after).module).toBe(true);
});

test('a function that is added changes nothing but itself', () => {
  expect(difference('const f = () => 1;', 'const f = () => 1;\nexport function g() {}')).toEqual({
    functions: ['g'],
    module: false,
  });
});

test('a test is named by its title, and equal names are counted', () => {
  const { functions } = analyse(
    'a.test.ts',
    `describe('orders', () => { test("are placed", async ({ shop }) => { await shop.place((a) => a); }); });
     it.each([1])('case %i', () => {}); f(() => 1); f(() => 2);`,
  );
  expect(functions.map(({ key }) => key)).toEqual([
    'describe("orders")',
    'describe("orders")/test("are placed")',
    'describe("orders")/test("are placed")/shop.place()',
    'it.each("case %i")',
    'f()',
    'f()~2',
  ]);
});

test('what is no program is said to be none', () => {
  expect(() => analyse('a.ts', 'const = 1;')).toThrow(UnparsableError);
});

test.for([
  ['at the end of a line', 'f(); // now', 'f();'],
  ['on a line of its own', 'f();\n  // now\ng();', 'f();\ng();'],
  ['on several lines', '/**\n * Now.\n */\nf();', 'f();'],
  ['within a line', 'return /* a */ 1;', 'return 1;'],
  ['that is none', "f('// now', `/* now */`);", "f('// now', `/* now */`);"],
  ['for the compiler', '// @ts-expect-error\nf();', '// @ts-expect-error\nf();'],
  ['for the linter', 'f(); // oxlint-disable-line', 'f(); // oxlint-disable-line'],
] as const)('a comment %s is left out, and nothing else', ([, text, expected]) => {
  expect(withoutComments('a.ts', text)).toBe(expected);
});
