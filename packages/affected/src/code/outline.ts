import { isFunction, isNode, isTypeOnly, unwrapped, type Node } from './syntax.ts';
import { nameOf } from './names.ts';

type Placed = { readonly node: Node; readonly parent: Node; readonly field: string };

/** What a module declares, imports and exports. */
export type Outline = {
  /** Statements that only declare functions, with these. They can come and go without the module's noticing. */
  readonly apart: ReadonlyMap<Node, readonly Placed[]>;
  /** What the names of the top level stand for. */
  readonly meanings: ReadonlyMap<string, string>;
  readonly exports: readonly string[];
  readonly imports: readonly string[];
  readonly inert: boolean;
};

export function outline(root: Node): Outline {
  const apart = new Map<Node, readonly Placed[]>();
  const meanings = new Map<string, string>();
  const exports: string[] = [];
  const imports: string[] = [];
  let inert = true;
  for (const statement of root['body'] as Node[]) {
    if (isTypeOnly(statement)) continue;
    const source = isNode(statement['source']) ? String(statement['source']['value']) : null;
    if (source !== null) imports.push(source);
    if (statement.type === 'ImportDeclaration') {
      const specifiers = (statement['specifiers'] as Node[]).filter((one) => !isTypeOnly(one));
      for (const one of specifiers)
        meanings.set(nameOf(one['local']) ?? '', `${source}#${nameOf(one['imported']) ?? one.type}`);
      // What it imports is in the hashes of those who use it.
      apart.set(statement, []);
      continue;
    }
    if (statement.type === 'ExportAllDeclaration') {
      exports.push(`${nameOf(statement['exported']) ?? '*'}=${source}`);
      apart.set(statement, []);
      continue;
    }
    if (Array.isArray(statement['specifiers'])) {
      for (const one of (statement['specifiers'] as Node[]).filter((each) => !isTypeOnly(each)))
        exports.push(`${nameOf(one['exported'])}=${source ?? ''}#${nameOf(one['local'])}`);
    }
    const exported = statement.type === 'ExportNamedDeclaration';
    if (exported && !isNode(statement['declaration'])) {
      apart.set(statement, []);
      continue;
    }
    const declaration = isNode(statement['declaration']) ? statement['declaration'] : statement;
    if (isTypeOnly(declaration)) {
      apart.set(statement, []);
      continue;
    }
    const declared = namesOf(declaration);
    const literals = literalsOf(declaration);
    for (const name of declared) meanings.set(name, literals?.get(name) ?? 'here');
    if (exported) exports.push(...declared.map((name) => `${name}=${literals?.get(name) ?? ''}`));
    if (statement.type === 'ExportDefaultDeclaration') exports.push('default=');
    const functions = functionsOf(declaration, statement);
    if (functions !== null) apart.set(statement, functions);
    else if (literals !== null) apart.set(statement, []);
    else inert &&= isInert(declaration);
  }
  return { apart, meanings, exports, imports, inert };
}

/** The functions that a declaration consists of; null when there is more to it. */
function functionsOf(declaration: Node, statement: Node): Placed[] | null {
  if (isFunction(declaration)) return [{ node: declaration, parent: statement, field: 'declaration' }];
  if (declaration.type !== 'VariableDeclaration' || declaration['kind'] !== 'const') return null;
  const placed: Placed[] = [];
  for (const one of declaration['declarations'] as Node[]) {
    if (!isNode(one['init'])) return null;
    const node = unwrapped(one['init']);
    if (!isFunction(node)) return null;
    placed.push({ node, parent: one, field: 'init' });
  }
  return placed;
}

/**
 * Constants whose values stand there as they are, with these. Who uses one has its value in its hash, and
 * for other modules it is in what is exported.
 */
function literalsOf(declaration: Node): Map<string, string> | null {
  if (declaration.type !== 'VariableDeclaration' || declaration['kind'] !== 'const') return null;
  const values = new Map<string, string>();
  for (const one of declaration['declarations'] as Node[]) {
    const name = isNode(one['id']) && one['id'].type === 'Identifier' ? nameOf(one['id']) : null;
    const value = literal(one['init']);
    if (name === null || value === null) return null;
    values.set(name, value);
  }
  return values;
}

/** The value as a text; null when it has to be worked out. */
function literal(value: unknown): string | null {
  if (Array.isArray(value)) {
    const items = value.map(literal);
    return items.includes(null) ? null : `[${items.join(',')}]`;
  }
  if (!isNode(value)) return null;
  const node = unwrapped(value);
  const within = (open: string, close: string, ...fields: readonly string[]): string | null => {
    const found = fields.map((field) => literal(node[field]));
    return found.includes(null) ? null : `${open}${found.join(` ${String(node['operator'])} `)}${close}`;
  };
  if (node.type === 'Literal')
    return typeof node['value'] === 'string' ? JSON.stringify(node['value']) : String(node['raw']);
  if (node.type === 'UnaryExpression') return within(String(node['operator']), '', 'argument');
  if (node.type === 'BinaryExpression') return within('(', ')', 'left', 'right');
  if (node.type === 'ArrayExpression') return literal(node['elements']);
  if (node.type === 'ObjectExpression') return within('{', '}', 'properties');
  if (node.type !== 'Property' || node['computed'] === true || node['kind'] !== 'init') return null;
  const inner = literal(node['value']);
  return inner === null ? null : `${JSON.stringify(nameOf(node['key']))}:${inner}`;
}

function namesOf(declaration: Node): string[] {
  if (declaration.type !== 'VariableDeclaration')
    return [nameOf(declaration['id'])].filter((name) => name !== null);
  return (declaration['declarations'] as Node[]).flatMap((one) => patternNames(one['id']));
}

function patternNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(patternNames);
  if (!isNode(value)) return [];
  if (value.type === 'Identifier') return [String(value['name'])];
  return ['left', 'elements', 'properties', 'value', 'argument'].flatMap((field) =>
    patternNames(value[field]),
  );
}

const NOTICEABLE = new Set([
  'CallExpression',
  'NewExpression',
  'AwaitExpression',
  'TaggedTemplateExpression',
  'AssignmentExpression',
  'UpdateExpression',
  'MemberExpression',
  'ImportExpression',
  'StaticBlock',
  'Decorator',
  'ExpressionStatement',
]);

function isInert(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isInert);
  if (!isNode(value)) return true;
  const node = unwrapped(value);
  if (isTypeOnly(node) || isFunction(node)) return true;
  return !NOTICEABLE.has(node.type) && Object.keys(node).every((field) => isInert(node[field]));
}
