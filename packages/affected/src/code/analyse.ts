import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Vite from 'vite';
import type { FunctionRecord } from '../types.ts';
import { isFunction, isNode, isSilent, isTypeOnly, unwrapped, type Node } from './syntax.ts';
import { nameFrom, nameOf } from './names.ts';
import { outline, type Outline } from './outline.ts';

/** Where a probe goes: `at` in a block, or around the expression that ends at `end`. */
export type Place = { readonly at: number; readonly end: number | null };

export type FoundFunction = FunctionRecord & {
  readonly line: number;
  readonly lastLine: number;
  readonly places: readonly Place[];
};

export type Analysis = {
  readonly functions: readonly FoundFunction[];
  /** Hash of what runs when the module is loaded. */
  readonly module: string;
  /** `name=what it stands for`. */
  readonly exports: readonly string[];
  /** What is imported, as written. */
  readonly imports: readonly string[];
  /** Loading it does nothing that another module could notice. */
  readonly inert: boolean;
};

/** The text is no program. */
export class UnparsableError extends Error {
  readonly line: number | null;

  constructor(message: string, line: number | null) {
    super(message);
    this.line = line;
  }
}

type Block = { readonly tokens: string[]; readonly names: Set<string> };
type Unhashed = Omit<FoundFunction, 'hash'> & { readonly block: Block };

// Parsing is rare, and Vite takes a while to load.
let vite: typeof Vite | undefined;
const parser = (): typeof Vite => (vite ??= createRequire(import.meta.url)('vite') as typeof Vite);

/** Functions, hashes and outline of a TypeScript or JavaScript source. Throws UnparsableError. */
export function analyse(file: string, text: string): Analysis {
  const lang = /\.[jt]sx$/.test(file) ? 'tsx' : 'ts';
  const { program, errors } = parser().parseSync(file, text, { lang, preserveParens: false });
  const [error] = errors.filter(({ severity }) => severity === 'Error');
  const lines = lineFinder(text);
  if (error !== undefined) {
    const at = error.labels[0]?.start;
    throw new UnparsableError(`${file}: ${error.message}`, at === undefined ? null : lines(at));
  }
  const root = program as unknown as Node;
  const about = outline(root);
  const found: Unhashed[] = [];
  const counts = new Map<string, number>();
  const moduleBlock: Block = { tokens: [], names: new Set() };

  const visitFunction = (node: Node, parent: Node, field: string, path: readonly string[]): void => {
    const own = [...path, nameFrom(parent, field, node) ?? 'function'];
    const plain = own.join('/');
    const count = (counts.get(plain) ?? 0) + 1;
    counts.set(plain, count);
    const block: Block = { tokens: [], names: new Set() };
    found.push({
      key: count === 1 ? plain : `${plain}~${count}`,
      line: lines(node.start),
      lastLine: lines(node.end),
      places: placesOf(node),
      block,
    });
    block.tokens.push(node.type);
    visitFields(node, block, own);
  };

  const visitFields = (node: Node, block: Block, path: readonly string[]): void => {
    for (const field in node) {
      if (isSilent(node, field)) continue;
      block.tokens.push(field);
      visit(node[field], node, field, block, path);
    }
  };

  const visit = (
    value: unknown,
    parent: Node,
    field: string,
    block: Block,
    path: readonly string[],
  ): void => {
    if (Array.isArray(value)) {
      block.tokens.push('[');
      for (const item of value) visit(item, parent, field, block, path);
      block.tokens.push(']');
    } else if (isNode(value)) {
      const node = unwrapped(value);
      if (isTypeOnly(node)) return;
      if (block === moduleBlock && about.apart.has(node)) {
        // The statement leaves no trace in the module's own hash; its function has one.
        for (const one of about.apart.get(node) ?? []) visitFunction(one.node, one.parent, one.field, path);
        return;
      }
      if (isFunction(node)) {
        block.tokens.push('function');
        visitFunction(node, parent, field, path);
        return;
      }
      if (node.type === 'Identifier') block.names.add(String(node['name']));
      block.tokens.push(node.type);
      visitFields(node, block, [...path, ...namesOnTheWay(node, parent, field)]);
    } else if (typeof value === 'object' && value !== null) {
      // A regular expression's pattern, the text of a template.
      block.tokens.push(JSON.stringify(value instanceof RegExp ? String(value) : value));
    } else block.tokens.push(typeof value === 'string' ? JSON.stringify(value) : String(value));
  };

  visit(root['body'], root, 'body', moduleBlock, []);
  return {
    functions: found.map(({ block, ...rest }) => ({ ...rest, hash: hashOf(block, about) })),
    module: hashOf(moduleBlock, about),
    exports: about.exports,
    imports: about.imports,
    inert: about.inert,
  };
}

/**
 * A name that the module declares or imports means something else once that declaration is gone or comes
 * from elsewhere: those that the block speaks of are part of its hash.
 */
function hashOf({ tokens, names }: Block, { meanings }: Outline): string {
  const meant = [...names].filter((name) => meanings.has(name)).sort();
  return hash(
    'sha1',
    `${tokens.join(' ')}\n${meant.map((name) => `${name}=${meanings.get(name)}`).join('\n')}`,
    'hex',
  ).slice(0, 12);
}

/** What a class, a variable or a property adds to the names of the functions within it. */
function namesOnTheWay(node: Node, parent: Node, field: string): string[] {
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
    return [nameFrom(parent, field, node) ?? 'class'];
  const value =
    node.type === 'VariableDeclarator' ? node['init'] : node.type === 'Property' ? node['value'] : null;
  if (!isNode(value)) return [];
  const inner = unwrapped(value);
  // These have that name themselves.
  if (isFunction(inner) || inner.type === 'ClassExpression') return [];
  const name = nameOf(node['id'] ?? node['key']);
  return name === null ? [] : [name];
}

/** At the start of the body, and in front of default values and computed keys: those run before it. */
function placesOf(node: Node): Place[] {
  const defaults: Place[] = [];
  const find = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(find);
    if (!isNode(value) || isFunction(value) || isTypeOnly(value)) return;
    // A function takes its name from here, and making it cannot fail.
    if (
      value.type === 'AssignmentPattern' &&
      isNode(value['right']) &&
      !isFunction(unwrapped(value['right']))
    )
      defaults.push({ at: value['right'].start, end: value['right'].end });
    if (value.type === 'Property' && value['computed'] === true && isNode(value['key']))
      defaults.push({ at: value['key'].start, end: value['key'].end });
    for (const field of ['left', 'elements', 'properties', 'value', 'argument']) find(value[field]);
  };
  find(node['params']);
  const body = node['body'] as Node;
  if (body.type !== 'BlockStatement') return [...defaults, { at: body.start, end: body.end }];
  // A directive such as 'use strict' must stay first.
  const directives = (body['body'] as Node[]).filter(
    (statement) => typeof statement['directive'] === 'string',
  );
  return [...defaults, { at: directives.at(-1)?.end ?? body.start + 1, end: null }];
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
