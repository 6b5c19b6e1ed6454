type Group = { [name: string]: unknown };

/** `a[b]=1&list[0]=x&list[]=y` as objects and lists of texts. */
export const readForm = (parameters: URLSearchParams): Group => {
  const root: Group = {};
  for (const [name, value] of parameters) {
    const path = name.split('[').map((part) => part.replace(/\]$/, ''));
    const last = path.pop() ?? '';
    let group = root;
    for (const part of path) {
      if (typeof group[part] !== 'object') group[part] = {};
      group = group[part] as Group;
    }
    group[last === '' ? String(Object.keys(group).length) : last] = value;
  }
  return withLists(root) as Group;
};

const withLists = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, inner]) => [name, withLists(inner)] as const);
  const isList = members.length > 0 && members.every(([name]) => /^\d+$/.test(name));
  return isList ? members.map(([, inner]) => inner) : Object.fromEntries(members);
};
