import type { ImpactRecord } from '@topheavy/affected';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lineMutants, mutantOf, type Mutant } from './mutants.ts';

/** What is no function: how many of each kind, and where they are looked for. */
const OTHERS = [
  {
    of: 'migration',
    share: 0.03,
    files: 'apps/api/src/db/migrations/0*.ts',
    kinds: ['not null removed', 'check removed'],
  },
  {
    of: 'contract document',
    share: 0.03,
    files: 'packages/contracts/src/**/*.json',
    kinds: ['no longer required', 'type changed', 'property renamed'],
  },
  {
    of: 'key of the environment',
    share: 0.03,
    files: 'packages/testbed/src/world/{world,fakes-settings,start-api}.ts',
    kinds: ['key misspelt'],
  },
] as const;

const WAYS = 4;

/** As many mutants as asked for, drawn by lot: most are functions, each in one of the ways in which it can be broken. */
export function sample(root: string, record: ImpactRecord, count: number, chance: () => number): Mutant[] {
  const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const others = OTHERS.flatMap(({ of, share, files, kinds }) => {
    const found = globSync(files, { cwd: root }).toSorted();
    const all = found.flatMap((file) => lineMutants(of, file, text(file), kinds));
    return drawn(all, Math.ceil(count * share), chance);
  });
  const ran = new Set(record.ambient.functions);
  for (const { functions } of [...record.tests.values(), ...record.starts.values()])
    for (const one of functions) ran.add(one);
  // What no test has run, none can notice.
  const names = record.functions.filter((_, number) => ran.has(number));
  const inTests = drawn(
    names.filter((name) => name.startsWith('tests/')),
    Math.ceil(count * 0.03),
    chance,
  );
  const own = names.filter((name) => !name.startsWith('tests/'));
  const functions = [...inTests, ...drawn(own, own.length, chance)].flatMap((name) => {
    const at = name.indexOf('#');
    const file = name.slice(0, at);
    const folder = file.split('/').slice(0, 2).join('/');
    const of = file.startsWith('tests/') ? 'test' : `function of ${folder}`;
    return mutantOf(of, file, name.slice(at + 1), text(file), Math.floor(chance() * WAYS)) ?? [];
  });
  return [...functions.slice(0, count - others.length), ...others];
}

function drawn<T>(all: readonly T[], count: number, chance: () => number): T[] {
  const left = [...all];
  const taken: T[] = [];
  while (taken.length < count && left.length > 0)
    taken.push(...left.splice(Math.floor(chance() * left.length), 1));
  return taken;
}
