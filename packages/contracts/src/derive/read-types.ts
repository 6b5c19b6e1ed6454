import { API, type Symbol } from 'typescript/unstable/sync';
import type { Definitions } from '../schema.ts';
import { walkTypes, type WalkOptions } from './walk-types.ts';

export type TypeSource = WalkOptions & {
  /** A module of `export type Name = …`; each becomes a schema of that name. */
  readonly file: string;
};

/**
 * The exported types of a module and all that they name, as JSON Schemas. TypeScript's own checker reads
 * them, so generics, mapped types and intersections come out as the compiler sees them.
 */
export const readTypes = ({ file, ...options }: TypeSource): Definitions => {
  const configFile = `${file}.tsconfig.json`;
  const config = JSON.stringify({ compilerOptions, files: [file] });
  const api = new API({
    fs: {
      readFile: (asked) => (asked === configFile ? config : undefined),
      fileExists: (asked) => (asked === configFile ? true : undefined),
    },
  });
  try {
    const project = api.updateSnapshot({ openProjects: [configFile] }).getProject(configFile);
    const source = project?.program.getSourceFile(file);
    if (project === undefined || source === undefined) throw new Error(`TypeScript cannot open ${file}.`);
    const [problem] = project.program.getSemanticDiagnostics(file);
    if (problem !== undefined) throw new Error(`${file} does not compile: ${JSON.stringify(problem)}`);
    const module = project.checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} exports nothing.`);
    const roots: readonly Symbol[] = project.checker.getExportsOfModule(module);
    return walkTypes(project.checker, roots, options);
  } finally {
    api.close();
  }
};

const compilerOptions = {
  target: 'es2024',
  lib: ['es2024'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  allowImportingTsExtensions: true,
};
