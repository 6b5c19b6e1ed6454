import { systemIds } from '@topheavy/api';
import type { Statement } from './record-statements.ts';

export type Command = { readonly text: string; readonly name?: string; readonly values: unknown[] };

/** What is sent on one connection without giving it back: a transaction, or one statement by itself. */
export type Unit = readonly Command[];

/** The statements of one order's life, to be repeated for other orders. */
export type RecordedLife = {
  /** The same statements in the same transactions, for another order of this cart. */
  forCart(cartId: string): readonly Unit[];
  readonly statements: number;
  readonly transactions: number;
};

/** Ids that the shop made, and those that Stripe gave it. */
const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\b(?:pi|re|ch)_\w+/g;

type Template = { readonly text: string; readonly name: string | undefined; readonly values: Value[] };
/** A value, or the pieces around the ids in it. */
type Value =
  | { readonly fixed: unknown }
  | { readonly pieces: readonly string[]; readonly ids: readonly string[] };

/**
 * @param known ids that are the same for all orders: products, keys, customers
 * @param cartId the cart that this life began with
 */
export function recordedLife(
  sent: readonly Statement[],
  known: ReadonlySet<string>,
  cartId: string,
): RecordedLife {
  const units = inUnits(sent).map((unit) =>
    unit.map(({ text, name, values }): Template => ({
      text,
      name,
      values: values.map((value) => templateOf(value, known)),
    })),
  );
  return {
    statements: sent.length,
    transactions: units.filter((unit) => unit.length > 1).length,
    forCart(newCartId) {
      const ids = new Map([[cartId, newCartId]]);
      const renewed = (id: string): string => {
        const already = ids.get(id);
        if (already !== undefined) return already;
        const made = /^[a-z]{2}_/.test(id)
          ? `${id.slice(0, 3)}${systemIds.next().replaceAll('-', '')}`
          : systemIds.next();
        ids.set(id, made);
        return made;
      };
      return units.map((unit) =>
        unit.map(({ text, name, values }) => ({
          text,
          ...(name !== undefined && { name }),
          values: values.map((value) => filled(value, renewed)),
        })),
      );
    },
  };
}

function inUnits(sent: readonly Statement[]): Statement[][] {
  const units: Statement[][] = [];
  const open = new Map<unknown, Statement[]>();
  for (const statement of sent) {
    const transaction = open.get(statement.connection);
    if (transaction !== undefined) {
      transaction.push(statement);
      if (/^(commit|rollback)\b/i.test(statement.text)) open.delete(statement.connection);
      continue;
    }
    const unit = [statement];
    units.push(unit);
    if (/^(begin|start transaction)\b/i.test(statement.text)) open.set(statement.connection, unit);
  }
  return units;
}

function templateOf(value: unknown, known: ReadonlySet<string>): Value {
  if (typeof value !== 'string') return { fixed: value };
  const pieces: string[] = [];
  const ids: string[] = [];
  let from = 0;
  for (const { 0: id, index } of value.matchAll(ID)) {
    if (known.has(id)) continue;
    pieces.push(value.slice(from, index));
    ids.push(id);
    from = index + id.length;
  }
  return ids.length === 0 ? { fixed: value } : { pieces: [...pieces, value.slice(from)], ids };
}

function filled(value: Value, renewed: (id: string) => string): unknown {
  if ('fixed' in value) return value.fixed;
  return value.pieces
    .map((piece, index) => piece + (value.ids[index] === undefined ? '' : renewed(value.ids[index])))
    .join('');
}
