import { isObject, typeName } from './json.ts';
import type { Difference } from './witness.ts';

/** What some examples have in common. An example says nothing about null: the value may be known elsewhere. */
export type Shape = {
  readonly types: Set<string>;
  readonly keys: Map<string, { readonly shape: Shape; seen: number }>;
  /** What the examples call themselves in `object`. */
  readonly kinds: Set<unknown>;
  objects: number;
  items: Shape | undefined;
};

const emptyShape = (): Shape => ({
  types: new Set(),
  keys: new Map(),
  kinds: new Set(),
  objects: 0,
  items: undefined,
});

export function shapeOf(examples: readonly unknown[]): Shape {
  const shape = emptyShape();
  for (const example of examples) learn(shape, example);
  return shape;
}

function learn(shape: Shape, value: unknown): void {
  if (value === null) return;
  shape.types.add(typeName(value));
  if (Array.isArray(value)) {
    shape.items ??= emptyShape();
    for (const item of value) learn(shape.items, item);
  } else if (isObject(value)) {
    shape.objects += 1;
    if (value['object'] !== undefined) shape.kinds.add(value['object']);
    for (const [key, inner] of Object.entries(value)) {
      const known = shape.keys.get(key) ?? { shape: emptyShape(), seen: 0 };
      known.seen += 1;
      shape.keys.set(key, known);
      learn(known.shape, inner);
    }
  }
}

type Found = Pick<Difference, 'path' | 'expected' | 'found'>;

/**
 * Where a value has another shape than the examples: a field that all of them have is missing, one that
 * none has is there, or a type is another. An object of another kind than the examples have in its place
 * is compared with the examples of its own kind.
 */
export function shapeDifferences(
  value: unknown,
  shape: Shape | undefined,
  resources: ReadonlyMap<string, Shape>,
  path = '$',
): Found[] {
  if (value === null) return [];
  const known = shape !== undefined && shape.types.size > 0 ? shape : undefined;
  if (known !== undefined && !known.types.has(typeName(value))) {
    return [{ path, expected: [...known.types].toSorted().join(' or '), found: typeName(value) }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item) => shapeDifferences(item, known?.items, resources, `${path}[*]`));
  }
  if (!isObject(value)) return [];
  const kind = value['object'];
  const guide = known?.kinds.has(kind) === true ? known : (resources.get(String(kind)) ?? known);
  const missing = [...(guide?.keys ?? [])]
    .filter(([key, { seen }]) => seen === guide?.objects && !Object.hasOwn(value, key))
    .map(([key]) => ({ path: `${path}.${key}`, expected: 'the field', found: 'nothing' }));
  const inside = Object.entries(value).flatMap(([key, inner]) => {
    const place = `${path}.${key}`;
    const field = guide?.keys.get(key);
    if (guide !== undefined && field === undefined) {
      return [{ path: place, expected: 'no such field', found: typeName(inner) }];
    }
    return shapeDifferences(inner, field?.shape, resources, place);
  });
  return [...missing, ...inside];
}
