import { randomInt } from 'node:crypto';
import { misused, say } from '../terminal.ts';

type HostileValues = {
  readonly requests?: string | undefined;
  readonly seed?: string | undefined;
  readonly operation?: string | undefined;
};

/** Ends the program when these options are no numbers, name no operation, or have no hostile test to go to. */
export async function refuseHostile(
  suite: string,
  { requests, seed, operation }: HostileValues,
): Promise<void> {
  if (suite !== 'reliability' && (requests ?? seed ?? operation) !== undefined)
    misused('--requests, --seed and --operation are for hostile requests: they go with --reliability');
  for (const [option, value] of Object.entries({ requests, seed })) {
    if (value !== undefined && !/^[1-9]\d{0,8}$/.test(value))
      misused(`--${option} takes a whole number from 1, such as 20000`);
  }
  if (operation !== undefined && operation !== 'each') {
    const { publishedOperations } = await import('@topheavy/testbed/operations');
    const known = publishedOperations().map(({ operationId }) => operationId);
    if (!known.includes(operation))
      misused(`There is no operation "${operation}": choose each, ${known.join(', ')}`);
  }
}

/** Every run throws other requests than the one before; its seed brings them back. */
export async function hostileEnvironment(
  { requests, seed, operation }: HostileValues,
  filters: readonly string[],
): Promise<Record<string, string>> {
  const chosen = seed ?? String(randomInt(1, 1_000_000));
  const environment = {
    HOSTILE_SEED: chosen,
    ...(requests === undefined ? {} : { HOSTILE_REQUESTS: requests }),
    ...(operation === undefined ? {} : { HOSTILE_OPERATION: operation }),
  };
  if (filters.length > 0 && !filters.some((filter) => filter.includes('hostile'))) return environment;
  // A test that is green has thrown all that was planned for it.
  const { CALLERS, hostileOptions, publishedPlan, sumOf } = await import('@topheavy/testbed/hostile');
  const plan = publishedPlan(hostileOptions(environment));
  const count = plan.reduce((sum, one) => sum + sumOf(one), 0) * CALLERS.length;
  say(`hostile requests: ${count} at ${plan.length} operations, --seed ${chosen}`);
  return environment;
}
