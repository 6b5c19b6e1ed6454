/** What is thrown: HOSTILE_REQUESTS over all operations, from HOSTILE_SEED, at HOSTILE_OPERATION alone. */
export type HostileOptions = {
  readonly requests: number;
  readonly seed: number;
  readonly operation: string | null;
};

/** What CI throws. */
export const REQUESTS = 20_000;

export const hostileOptions = (env: NodeJS.ProcessEnv = process.env): HostileOptions => ({
  requests: Number(env['HOSTILE_REQUESTS'] ?? REQUESTS),
  seed: Number(env['HOSTILE_SEED'] ?? 1),
  operation: env['HOSTILE_OPERATION'] ?? null,
});
