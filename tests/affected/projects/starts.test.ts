import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openExample, type Loader, type Project } from './project.ts';

const FILES = {
  'src/sum.ts': 'export const sum = (a: number, b: number): number => a + b;\n',
  'src/order.ts': `import { sum } from './sum.ts';
export const makeOrder = () => ({ id: Math.random(), total: sum(2, 3) });
export const cancel = (order: { total: number }) => ({ ...order, total: 0 });
`,
  'test/given.ts': `import { credit, recorded } from '@topheavy/affected/memo';
import { makeOrder } from '../src/order.ts';
let made;
export async function givenOrder() {
  made ??= await recorded(async () => makeOrder(), { name: 'an order', outcome: ({ total }) => String(total) });
  credit(made.making);
  return structuredClone(made.value);
}
`,
  'test/orders.spec.ts': `import { expect, test } from 'vitest';
import { cancel } from '../src/order.ts';
import { givenOrder } from './given.ts';
test('has an id', async () => { expect((await givenOrder()).id).toBeLessThan(1); });
test('costs something', async () => { expect((await givenOrder()).total).toBe(5); });
test('can be cancelled', async () => { expect(cancel(await givenOrder()).total).toBe(0); });
`,
};

const TITLES = ['can be cancelled', 'costs something', 'has an id'];

type Shared = {
  readonly project: Project;
  /** Titles of what is picked. */
  selected(): Promise<string[]>;
  sum(text: string): void;
  /** Runs what is picked, and gives what failed. */
  runPicked(): Promise<string[]>;
};

/** A project whose tests share a start, after a run of all of them. */
async function openShared(loader: Loader): Promise<Shared> {
  const project = openExample(loader);
  for (const [file, text] of Object.entries(FILES)) project.write(file, text);
  await project.green();
  return {
    project,
    selected: () => project.selected(),
    sum: (text) =>
      project.edit('src/sum.ts', () => `export const sum = (a: number, b: number): number => ${text};\n`),
    async runPicked() {
      const { picks } = await project.select();
      const list = path.join(project.root, 'node_modules/only.json');
      const files = Map.groupBy(picks, ({ file }) => file);
      writeFileSync(
        list,
        JSON.stringify(
          Object.fromEntries(
            [...files].map(([file, own]) => [file, own.map(({ names }) => names.join(' > '))]),
          ),
        ),
      );
      const { output } = await project.run([...files.keys()], { AFFECTED_ONLY: list });
      return TITLES.filter((title) => new RegExp(`FAIL .*${title}`).test(output));
    },
  };
}

test('a start that tests share is made anew by one of them when its making changed', async () => {
  const { project, sum } = await openShared('native');
  sum('b + a');
  const { picks, starts } = await project.select();

  expect(picks).toHaveLength(1);
  expect(picks[0]?.reasons).toEqual([
    { kind: 'start', subject: 'src/sum.ts#sum', detail: 'body; makes an order anew' },
  ]);
  expect([...starts].map(([name, users]) => [name, users.length])).toEqual([['an order', 2]]);
});

test('a start that tests share sends for nobody else when the same came of it', async () => {
  const { selected, sum, runPicked } = await openShared('native');
  sum('b + a');
  const failed = await runPicked();

  expect(failed).toEqual([]);
  expect(await selected()).toEqual([]);
});

test('a start that tests share sends for nobody when that was taken back', async () => {
  const { selected, sum, runPicked } = await openShared('native');
  sum('a * b');
  await runPicked();
  sum('a + b');
  await runPicked();
  await runPicked();

  expect(await selected()).toEqual([]);
});

test('a start that tests share sends for all when it can no longer be made', async () => {
  const { selected, sum, runPicked } = await openShared('native');
  sum('a[0].b');
  await runPicked();

  expect(await selected()).toEqual(TITLES);
});

test('a start that tests share stays due until somebody has made it', async () => {
  const { project, selected, sum, runPicked } = await openShared('native');
  sum('a * b');
  await project.run(['test/price.spec.ts']);
  sum('a * b /* the same */');

  expect(await selected()).toHaveLength(1);
  await runPicked();
  expect(await selected()).toEqual(expect.arrayContaining(['costs something']));
});

test('a start that tests share is nothing to do with what a test does itself', async () => {
  const { project, selected } = await openShared('native');
  project.edit('src/order.ts', (text) => text.replace('total: 0', 'total: 0 * 1'));

  expect(await selected()).toEqual(['can be cancelled']);
});

test.each(['vite', 'native'] satisfies Loader[])(
  'a start that tests share sends for all others when something else came of it (%s)',
  async (loader) => {
    const { selected, sum, runPicked } = await openShared(loader);
    sum('a * b');
    const [first] = await selected();
    await runPicked();

    expect(await selected()).toEqual(expect.arrayContaining(TITLES.filter((title) => title !== first)));
    await runPicked();
    expect(await selected()).toEqual(['costs something']);
  },
);

test('a run in which each test makes its start itself makes nothing everybody’s', async () => {
  const { project, selected } = await openShared('native');
  project.edit('test/given.ts', (before) =>
    before.replace('made ??=', 'if (process.env.EACH === "yes") return makeOrder();\n  made ??='),
  );
  await project.green();
  await project.green([], { EACH: 'yes' });

  const { ambient, functions } = await project.record();
  const everybodys = [...ambient.functions].map((number) => functions[number] ?? '');
  expect(everybodys.filter((name) => name.startsWith('src/'))).toEqual([]);
  project.edit('src/order.ts', (before) => before.replace('total: 0', 'total: 1'));
  expect(await selected()).toEqual(['can be cancelled']);
});
