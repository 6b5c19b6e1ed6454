/** A node of the ESTree that the parser gives; what is asked of it is looked up by name. */
export type Node = { readonly type: string; readonly start: number; readonly end: number } & {
  readonly [field: string]: unknown;
};

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

export const isFunction = (node: Node): boolean =>
  (node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression') &&
  isNode(node['body']);

/** Nodes that leave nothing behind when types are stripped. */
const TYPE_ONLY = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSEmptyBodyFunctionExpression',
  'TSAbstractMethodDefinition',
  'TSAbstractPropertyDefinition',
  'TSAbstractAccessorProperty',
  'TSIndexSignature',
  'TSTypeAnnotation',
  'TSTypeParameterDeclaration',
  'TSTypeParameterInstantiation',
  'TSClassImplements',
  'TSNamespaceExportDeclaration',
]);

export const isTypeOnly = (node: Node): boolean =>
  TYPE_ONLY.has(node.type) ||
  node['declare'] === true ||
  node['importKind'] === 'type' ||
  node['exportKind'] === 'type' ||
  // `export {}` of types alone marks a module and does nothing else.
  (node.type === 'MethodDefinition' && isNode(node['value']) && isTypeOnly(node['value'])) ||
  // The first parameter of a function may say what `this` is.
  (node.type === 'Identifier' && node['name'] === 'this');

/** Expressions that only say something to the type checker. */
const WRAPPERS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'ParenthesizedExpression',
]);

/** The expression itself. */
export function unwrapped(node: Node): Node {
  let inner = node;
  while (WRAPPERS.has(inner.type) && isNode(inner['expression'])) inner = inner['expression'];
  return inner;
}

/** What a field says about types or about how the text was written, and not about what it does. */
export const isSilent = (node: Node, field: string): boolean =>
  SILENT.has(field) || (field === 'optional' && !OPTIONAL_CHAIN.has(node.type));

const SILENT = new Set([
  'type',
  'start',
  'end',
  'range',
  'loc',
  'raw',
  'parent',
  'typeAnnotation',
  'returnType',
  'typeParameters',
  'typeArguments',
  'superTypeArguments',
  'superTypeParameters',
  'implements',
  'accessibility',
  'readonly',
  'override',
  'declare',
  'abstract',
  'definite',
  'importKind',
  'exportKind',
]);

const OPTIONAL_CHAIN = new Set(['MemberExpression', 'CallExpression']);
