/**
 * A plugin of Stryker: what the API's OpenAPI document says in words, and how it names its schemas, does not decide
 * what the API does. That each answer is one that the document declares is checked in every test.
 */
const WORDS = new Set(['summary', 'tag']);
const DEFINES_OPERATION = new Set(['defineOperation', 'definePublicOperation']);

/** The parts of a Babel path that are looked at. */
type Path = {
  readonly node: Node;
  readonly parent: Node | null;
  findParent(which: (path: Path) => boolean): Path | null;
};
type Node = {
  readonly type: string;
  readonly key?: { readonly name?: string };
  readonly value?: unknown;
  readonly callee?: { readonly name?: string; readonly property?: { readonly name?: string } };
};

const REASON = 'words of the OpenAPI document';

function shouldIgnore(path: Path): string | undefined {
  const { node, parent } = path;
  return isMeta(node, parent) || isName(node, parent) || isWords(path) ? REASON : undefined;
}

/** What `.meta()` says of a schema. */
const isMeta = (node: Node, parent: Node | null): boolean =>
  node.type === 'ObjectExpression' && parent?.callee?.property?.name === 'meta';

/** The name of the schema of a page. */
const isName = (node: Node, parent: Node | null): boolean =>
  node.type === 'StringLiteral' && parent?.callee?.name === 'pageSchema';

/** Summaries and tags of operations, and descriptions of all kinds. */
function isWords(path: Path): boolean {
  const { node } = path;
  const name = node.type === 'ObjectProperty' ? (node.key?.name ?? '') : '';
  if (name === 'description') return isText(node.value);
  return (
    WORDS.has(name) &&
    path.findParent((outer) => DEFINES_OPERATION.has(outer.node.callee?.name ?? '')) !== null
  );
}

const TEXTS = new Set(['StringLiteral', 'TemplateLiteral', 'BinaryExpression']);

const isText = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && TEXTS.has(String(value.type));

export const strykerPlugins = [{ kind: 'Ignore', name: 'documentation', value: { shouldIgnore } }];
