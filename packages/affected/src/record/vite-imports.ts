import { below } from '../paths.ts';

type Evaluated = {
  readonly idToModuleMap: ReadonlyMap<
    string,
    { readonly file: string; readonly imports: ReadonlySet<string> }
  >;
};

/** Which module imported which, as Vite's module runner in this worker has it; nothing where Node imports. */
export function viteImports(root: string): [string, string[]][] {
  const worker = (globalThis as { __vitest_worker__?: { evaluatedModules?: Evaluated } }).__vitest_worker__;
  const modules = worker?.evaluatedModules?.idToModuleMap ?? new Map<string, never>();
  const pathOf = (id: string): string | null =>
    below(root, modules.get(id)?.file ?? id.split('?', 1)[0] ?? id);
  return [...modules.values()].flatMap(({ file, imports }): [string, string[]][] => {
    const from = below(root, file);
    const to = [...imports].map(pathOf).filter((one) => one !== null && !one.includes('node_modules/'));
    return from === null || from.includes('node_modules/') || to.length === 0 ? [] : [[from, to as string[]]];
  });
}
