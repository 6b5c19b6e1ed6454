export type Ids = {
  /** `prefix` followed by `length` digits: a counter of its own per prefix, from 1 after each reset. */
  next(prefix: string, length: number): string;
  /** A counter in the shape of a version 4 UUID. */
  uuid(): string;
  /** How far each counter is, to go on from there in another world. */
  counters(): ReadonlyMap<string, number>;
};

/**
 * `salt` (hexadecimal digits) leads each id, so that fakes restarted beside a database that remembers
 * earlier ids do not hand them out again.
 */
export const createIds = (salt = '', from: ReadonlyMap<string, number> = new Map()): Ids => {
  const counters = new Map(from);
  const count = (name: string): number => {
    const value = (counters.get(name) ?? 0) + 1;
    counters.set(name, value);
    return value;
  };
  const digits = (name: string, length: number): string =>
    salt + String(count(name)).padStart(length - salt.length, '0');
  return {
    counters: () => counters,
    next: (prefix, length) => prefix + digits(prefix, length),
    uuid: () => {
      const hex = digits('uuid', 30);
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18)}`;
    },
  };
};
