import { isNode, unwrapped, type Node } from './syntax.ts';

/** Longer titles are cut: a key names a function, and equal ones are counted. */
const LONGEST = 120;

/** What a key is called, as in `'a'`, `a`, `a.b`. Null for what has no name. */
export function nameOf(value: unknown): string | null {
  if (!isNode(value)) return null;
  const node = unwrapped(value);
  if (node.type === 'Identifier') return String(node['name']);
  if (node.type === 'PrivateIdentifier') return `#${String(node['name'])}`;
  if (node.type === 'Literal') return String(node['value']).slice(0, LONGEST);
  if (node.type === 'ThisExpression') return 'this';
  if (node.type === 'MemberExpression')
    return `${nameOf(node['object']) ?? ''}.${nameOf(node['property']) ?? ''}`;
  if (node.type === 'ChainExpression') return nameOf(node['expression']);
  if (node.type === 'CallExpression') return nameOf(node['callee']);
  if (node.type === 'TaggedTemplateExpression') return nameOf(node['tag']);
  if (node.type === 'TemplateLiteral') return titleOf(node);
  return null;
}

/** The name that its place gives to a function or class that stands in `parent[field]`. */
export function nameFrom(parent: Node, field: string, node: Node): string | null {
  if (node['id'] !== null && node['id'] !== undefined) return nameOf(node['id']);
  if (parent.type === 'VariableDeclarator' && field === 'init') return nameOf(parent['id']);
  if (parent.type === 'AssignmentExpression' && field === 'right') return nameOf(parent['left']);
  if (parent.type === 'AssignmentPattern' && field === 'right') return nameOf(parent['left']);
  if (
    parent.type === 'Property' ||
    parent.type.endsWith('Definition') ||
    parent.type === 'AccessorProperty'
  ) {
    const kind = parent['kind'] === 'get' || parent['kind'] === 'set' ? `${parent['kind']} ` : '';
    return `${kind}${nameOf(parent['key']) ?? 'computed'}`;
  }
  if ((parent.type === 'CallExpression' || parent.type === 'NewExpression') && field === 'arguments')
    return callName(parent);
  if (parent.type === 'ExportDefaultDeclaration') return 'default';
  if (parent.type === 'ReturnStatement') return 'return';
  return null;
}

/** `test("a capture …")`: the callback of a test is found again by its title. */
function callName(call: Node): string {
  const callee = nameOf(call['callee']) ?? 'call';
  const [first] = call['arguments'] as unknown[];
  if (!isNode(first)) return callee;
  const title =
    first.type === 'Literal' ? nameOf(first) : first.type === 'TemplateLiteral' ? titleOf(first) : null;
  return title === null ? `${callee}()` : `${callee}(${JSON.stringify(title)})`;
}

const titleOf = (template: Node): string =>
  (template['quasis'] as { value: { raw: string } }[])
    .map(({ value }) => value.raw)
    .join('…')
    .slice(0, LONGEST);
