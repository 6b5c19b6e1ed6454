/**
 * What there is in the shop, by the name of the parameter or member that means it: `cartId`, `code`,
 * `expectedTotal`. With it a request gets past the 404 to the code behind.
 */
export type Things = Readonly<Record<string, readonly unknown[]>>;
