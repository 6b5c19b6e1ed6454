const bare = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
const named = /^[^<>]+<([^<>]+)>$/;

/** The bare address of `email@example.com` or `Name <email@example.com>`, or undefined. */
export const addressOf = (text: string): string | undefined => {
  const address = (named.exec(text)?.[1] ?? text).trim();
  return bare.test(address) ? address : undefined;
};

export const domainOf = (text: string): string => addressOf(text)?.split('@')[1]?.toLowerCase() ?? '';
