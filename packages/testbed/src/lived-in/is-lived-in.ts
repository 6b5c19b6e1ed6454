/** Whether this run is in a shop with a past (`--lived-in`), and without resets between tests. */
export const isLivedIn = (env: NodeJS.ProcessEnv = process.env): boolean => env['LIVED_IN'] === '1';
