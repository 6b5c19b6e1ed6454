/** 'Type.member' for each member: how overlays name several of one type. */
export const membersOf = (type: string, names: readonly string[]): string[] =>
  names.map((name) => `${type}.${name}`);
