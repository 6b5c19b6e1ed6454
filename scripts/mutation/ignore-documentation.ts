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
  readonly properties?: readonly Node[];
  readonly callee?: { readonly name?: string; readonly property?: { readonly name?: string } };
};

const REASON = 'words of the OpenAPI document';

function shouldIgnore(path: Path): string | undefined {
  const { node, parent } = path;
  return isMeta(node, parent) || isName(node, parent) || isWords(path) || isOfHeader(path)
    ? REASON
    : undefined;
}

/** What `.meta()` and `.describe()` say of a schema. */
const isMeta = (node: Node, parent: Node | null): boolean =>
  (node.type === 'ObjectExpression' && parent?.callee?.property?.name === 'meta') ||
  (node.type === 'StringLiteral' && parent?.callee?.property?.name === 'describe');

/** The name of the schema of a page. */
const isName = (node: Node, parent: Node | null): boolean =>
  node.type === 'StringLiteral' && parent?.callee?.name === 'pageSchema';

/** Summaries and tags of operations, and descriptions of all kinds. */
function isWords(path: Path): boolean {
  const { node } = path;
  const name = nameOf(node);
  if (name === 'description') return isText(node.value);
  return (
    WORDS.has(name) &&
    path.findParent((outer) => DEFINES_OPERATION.has(outer.node.callee?.name ?? '')) !== null
  );
}

/** What is said of a header that an answer bears: `headers` in `responses`, or beside a description. */
function isOfHeader(path: Path): boolean {
  if (path.node.type !== 'StringLiteral') return false;
  const headers = path.findParent(({ node }) => nameOf(node) === 'headers');
  if (headers === null) return false;
  const beside = headers.parent?.properties ?? [];
  return (
    beside.some((one) => nameOf(one) === 'description') ||
    headers.findParent(({ node }) => nameOf(node) === 'responses') !== null
  );
}

const nameOf = ({ type, key }: Node): string => (type === 'ObjectProperty' ? (key?.name ?? '') : '');

const TEXTS = new Set(['StringLiteral', 'TemplateLiteral', 'BinaryExpression']);

const isText = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && TEXTS.has(String(value.type));

export const strykerPlugins = [{ kind: 'Ignore', name: 'documentation', value: { shouldIgnore } }];
