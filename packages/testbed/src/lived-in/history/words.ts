/** Three years that are over, on whatever day this runs: two runs must get the same rows. */
export const HISTORY_STARTS = '2022-01-03T08:00:00Z';
export const HISTORY_DAYS = 1092;

/**
 * What the steps are written in. `roll(what, n, sides)`: a die whose throw depends on nothing but the seed and its
 * arguments. `id(what, n, at)`: a UUID v7 of that time, so that a history sorts by age like the shop's own ids.
 */
export const words = (seed: number): string => `
  CREATE FUNCTION pg_temp.roll(what text, n bigint, sides integer) RETURNS integer LANGUAGE sql IMMUTABLE
    RETURN ((hashtextextended(what || n::text, ${seed}) & 9223372036854775807) % sides)::integer;
  -- Declared as no better than what they call: else Postgres calls them instead of inlining them.
  CREATE FUNCTION pg_temp.id(what text, n bigint, at timestamptz) RETURNS uuid LANGUAGE sql STABLE
    RETURN overlay(overlay(md5(what || n::text || '/${seed}') PLACING '8' FROM 17)
      PLACING lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' FROM 1)::uuid;
  CREATE FUNCTION pg_temp.day(days double precision) RETURNS timestamptz LANGUAGE sql STABLE
    RETURN '${HISTORY_STARTS}'::timestamptz + make_interval(secs => days * 86400);`;
