/**
 * A plugin of Stryker: what the API's OpenAPI document says in words, and how it names its schemas, does not decide
 * what the API does. That each answer is one that the document declares is checked in every test.
 */
const WORDS = new Set(['summary', 'description', 'tag']);

/** The parts of a Babel path that are looked at. */
type Path = {
  readonly node: Node;
  readonly parent: Node | null;
  findParent(which: (path: Path) => boolean): Path | null;
};
type Node = {
  readonly type: string;
  readonly key?: { readonly name?: string };
  readonly callee?: { readonly name?: string; readonly property?: { readonly name?: string } };
};

const REASON = 'words of the OpenAPI document';

function shouldIgnore(path: Path): string | undefined {
  const { node, parent } = path;
  if (node.type === 'ObjectExpression' && parent?.callee?.property?.name === 'meta') return REASON;
  const isWords = node.type === 'ObjectProperty' && WORDS.has(node.key?.name ?? '');
  const operation = isWords
    ? path.findParent((outer) => outer.node.callee?.name === 'defineOperation')
    : null;
  return operation === null ? undefined : REASON;
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'documentation', value: { shouldIgnore } }];
