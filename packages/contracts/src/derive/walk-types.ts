import { SymbolFlags, TypeFlags, type Checker, type Symbol, type Type } from 'typescript/unstable/sync';
import { refTo, type Definitions, type Schema } from '../schema.ts';

export type WalkOptions = {
  /** What the SDK's names have that ours do not, such as a suffix. */
  readonly rename?: (name: string) => string;
  /** 'integer' where the provider's numbers are whole; the overlay names the exceptions. */
  readonly numbers: 'integer' | 'number';
  /** 'Type.member' of the ids in whose place the fakes send the object when asked to; others stay ids. */
  readonly expanded?: readonly string[];
  /** 'Type.member' of what is not looked into: anything goes there. */
  readonly opaque?: RegExp;
};

/** Roots go by their own names, named types inside them by the SDK's, in the order of their names. */
export const walkTypes = (
  checker: Checker,
  roots: readonly Symbol[],
  { rename = (name) => name, numbers, expanded = [], opaque }: WalkOptions,
): Definitions => {
  const definitions = new Map<string, Schema>();
  const nameById = new Map<number, string>();

  const schemaOf = (type: Type, place: string): Schema => {
    const { flags } = type;
    if (flags & (TypeFlags.StringLiteral | TypeFlags.NumberLiteral | TypeFlags.BooleanLiteral))
      return { const: (type as { value?: string | number | boolean }).value ?? false };
    if (flags & (TypeFlags.String | TypeFlags.TemplateLiteral | TypeFlags.StringMapping))
      return { type: 'string' };
    if (flags & TypeFlags.Number) return { type: numbers };
    if (flags & TypeFlags.Boolean) return { type: 'boolean' };
    if (flags & TypeFlags.Null) return { type: 'null' };
    if (type.isUnionType()) return ofUnion(type.getTypes() ?? [], place);
    if (type.isIntersectionType() && isOpenString(type)) return { type: 'string' };
    if (flags & (TypeFlags.Object | TypeFlags.Intersection)) return ofObject(type, place);
    return {};
  };

  const ofUnion = (members: readonly Type[], place: string): Schema => {
    const present = members.filter(({ flags }) => !(flags & (TypeFlags.Undefined | TypeFlags.Never)));
    const isOpen = present.some(isOpenString);
    const literals = present.filter(
      ({ flags }) => flags & (TypeFlags.StringLiteral | TypeFlags.NumberLiteral),
    );
    const values = literals
      .map((type) => schemaOf(type, place).const ?? '')
      .toSorted((a, b) => (a < b ? -1 : 1));
    let rest = present.filter((type) => !literals.includes(type) && !(isOpen && isOpenString(type)));
    const isBoolean = rest.filter(({ flags }) => flags & TypeFlags.BooleanLiteral).length === 2;
    if (isBoolean) rest = rest.filter(({ flags }) => !(flags & TypeFlags.BooleanLiteral));
    const isExpandable =
      rest.some(({ flags }) => flags & TypeFlags.String) && rest.some((type) => isResource(type));
    const isExpanded = isExpandable && expanded.includes(place);
    if (isExpandable && !isExpanded) rest = rest.filter((type) => !isResource(type));
    const schemas: Schema[] = [
      ...(values.length > 0 ? [{ enum: values, ...(isOpen && { openEnum: true as const }) }] : []),
      ...(values.length === 0 && isOpen ? [{ type: 'string' as const }] : []),
      ...(isBoolean ? [{ type: 'boolean' as const }] : []),
      ...rest.map((type) => {
        const schema = schemaOf(type, place);
        return isExpandable && !isExpanded && schema.type === 'string'
          ? { ...schema, expandable: true as const }
          : schema;
      }),
    ];
    const [only] = schemas;
    return schemas.length === 1 && only !== undefined ? only : { anyOf: schemas };
  };

  /** One of the SDK's objects that stand for something with an id, as opposed to a group of parameters. */
  const isResource = (type: Type): boolean =>
    Boolean(type.flags & TypeFlags.Object) &&
    checker.getPropertyOfType(type, 'object') !== undefined &&
    checker.getPropertyOfType(type, 'id') !== undefined;

  const ofObject = (type: Type, place: string): Schema => {
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      const [item] = checker.getTypeArguments(type as Parameters<Checker['getTypeArguments']>[0]);
      return { type: 'array', items: item === undefined ? {} : schemaOf(item, place) };
    }
    if (type.getSymbol()?.name === 'Date') return { type: 'string' };
    const known = nameById.get(type.id);
    if (known !== undefined) return refTo(known);
    const name = nameOf(type);
    if (name === undefined) return members(type, place);
    nameById.set(type.id, name);
    definitions.set(name, {});
    definitions.set(name, members(type, name));
    return refTo(name);
  };

  const members = (type: Type, place: string): Schema => {
    const symbols = checker
      .getPropertiesOfType(type)
      .filter(({ flags }) => !(flags & SymbolFlags.Method))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const types = symbols.length === 0 ? [] : checker.getTypeOfSymbol(symbols);
    const properties = Object.fromEntries(
      symbols.map(({ name }, index) => {
        const member = types[index];
        const at = `${place}.${name}`;
        return [name, member === undefined || opaque?.test(at) === true ? {} : schemaOf(member, at)];
      }),
    );
    const [indexed] = checker.getIndexInfosOfType(type);
    const required = symbols.filter(({ flags }) => !(flags & SymbolFlags.Optional)).map(({ name }) => name);
    return {
      type: 'object',
      ...(symbols.length > 0 && { properties }),
      ...(required.length > 0 && { required }),
      ...(indexed !== undefined && {
        additionalProperties:
          indexed.valueType.flags & TypeFlags.Never ? false : schemaOf(indexed.valueType, `${place}.*`),
      }),
    };
  };

  /** Undefined where the type has no name of its own: literals and what a generic makes of its arguments. */
  const nameOf = (type: Type): string | undefined => {
    if (!(type.flags & TypeFlags.Object)) return undefined;
    const alias = type.getAliasSymbol();
    if (alias !== undefined && type.getAliasTypeArguments().length > 0) return undefined;
    const symbol = alias ?? type.getSymbol();
    if (symbol === undefined || symbol.name.startsWith('__')) return undefined;
    if (type.isTypeReference() && checker.getTypeArguments(type).length > 0) return undefined;
    const path: string[] = [];
    for (
      let at: Symbol | undefined = symbol;
      at !== undefined && !at.name.startsWith('"');
      at = at.getParent()
    )
      path.unshift(at.name);
    const name = rename(path.join('.'));
    if (!definitions.has(name)) return name;
    let count = 2;
    while (definitions.has(`${name}-${count}`)) count += 1;
    return `${name}-${count}`;
  };

  for (const root of roots) {
    const schema = schemaOf(checker.getDeclaredTypeOfSymbol(root), root.name);
    if (schema.$ref !== refTo(root.name).$ref) definitions.set(root.name, schema);
  }
  return Object.fromEntries([...definitions].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** `string & {}`: how SDKs write "or a value that we do not know yet" beside known values. */
const isOpenString = (type: Type): boolean =>
  type.isIntersectionType() && (type.getTypes() ?? []).some(({ flags }) => flags & TypeFlags.String);
