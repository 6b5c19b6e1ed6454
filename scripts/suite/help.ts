/** What `--help` prints. */
export const HELP = `Runs one suite: pnpm test:unit | test:contract | test:integration [options] [file filter …]

  --shuffle SEED   run files and tests in the random order of SEED
  --name PATTERN   only tests whose title matches
  --affected       only the tests that what changed since they last ran can break (pnpm affected)
  --timezone ZONE  integration: the shop and Postgres live in this zone, such as Pacific/Chatham
  --locale LOCALE  integration: they speak this language, such as tr-TR: numbers, letters, sorting
  --live NAMES     contract: also ask these providers themselves, such as stripe,frankfurter, and
                   record their answers (docs/contracts-live.md)
  --schemas        contract: derive the schemas from the installed SDKs, print what differs from
                   packages/contracts/fields, write it there, and run no test
  --gate-share     also print how much of the time the gate of the contracts took
  --reliability    integration: the tests that kill, starve and restart processes and servers instead
                   (tests/reliability, docs/reliability.md)
  --requests N     reliability: throw this many hostile requests in all (docs/reliability.md); 20000 unless told
  --seed N         reliability: the seed that makes them; printed, a new one for each run unless told
  --operation ID   reliability: throw them all at this operation; "each": that many at every one
  --lived-in       integration: in a shop with three years behind it, and without resets between tests
                   (docs/reliability.md); with the tests of tests/lived-in
  --target URL     integration: against an API in another process; "self" starts one.
                   A URL also needs TARGET_DATABASE_URL and TARGET_FAKES_URL (the control port).
  --processes N    with --target self: that many, each request to the next of them
  --fetch          contract: download what the providers publish (pinned, checksummed), and stop
  --mutate         contract: the contract mutation score (docs/contracts.md), and stop
  --provider NAME  with --mutate: of this provider alone, whose published documents are enough; no page
                   is compared or written
  --verbose        with --mutate: name each mutant that nothing rejects
  --update         integration: write docs/api-coverage.md anew; with --mutate: docs/contracts.md; with
                   --reliability crashes/effects: what each operation does beyond the process
  --help           this text

POSTGRES=docker|embedded|url picks where Postgres comes from (docs/postgres.md).
What follows -- goes to Vitest, such as -- --shard=1/2.`;
