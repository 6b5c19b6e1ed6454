import type { ProviderName } from '@topheavy/contracts';
import { misused, options, say } from '../terminal.ts';
import { HELP } from './help.ts';
import { refuseHostile } from './hostile-environment.ts';
import { chosenProvider } from './mutation/chosen-provider.ts';
import { complaintAbout } from './surroundings.ts';

const SUITES = ['unit', 'contract', 'testbed', 'affected', 'integration'];

const parsed = () =>
  options({
    allowPositionals: true,
    options: {
      shuffle: { type: 'string' },
      name: { type: 'string' },
      affected: { type: 'boolean' },
      timezone: { type: 'string' },
      locale: { type: 'string' },
      live: { type: 'string' },
      schemas: { type: 'boolean' },
      'gate-share': { type: 'boolean' },
      reliability: { type: 'boolean' },
      requests: { type: 'string' },
      seed: { type: 'string' },
      operation: { type: 'string' },
      'lived-in': { type: 'boolean' },
      target: { type: 'string' },
      processes: { type: 'string' },
      fetch: { type: 'boolean' },
      mutate: { type: 'boolean' },
      provider: { type: 'string' },
      verbose: { type: 'boolean' },
      update: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });

export type SuiteValues = ReturnType<typeof parsed>['values'];

/** What the command line asks for; whatever does not go together ends the program with what to do. */
export async function readOptions() {
  const { values, positionals } = parsed();
  const [named = '', ...filters] = positionals;
  if (values.help === true) {
    say(HELP);
    process.exit(0);
  }
  if (!SUITES.includes(named)) misused(`There is no suite "${named}": choose one of ${SUITES.join(', ')}`);
  if (values.reliability === true && (named !== 'integration' || values.target !== undefined))
    misused('--reliability is for the integration suite only, and starts its own processes: no --target');
  if (values.processes !== undefined && values.target !== 'self')
    misused('--processes goes with --target self: an API at a URL was started by somebody else');
  if (values.processes !== undefined && !/^[1-9]\d?$/.test(values.processes))
    misused('--processes takes a whole number from 1 to 99, such as 4');
  const surroundings = { timezone: values.timezone ?? null, locale: values.locale ?? null };
  if (named !== 'integration' && (surroundings.timezone ?? surroundings.locale) !== null)
    misused('--timezone and --locale are for the integration suite only');
  const wrongSurroundings = complaintAbout(surroundings);
  if (wrongSurroundings !== null) misused(wrongSurroundings);
  const livedIn = values['lived-in'] === true;
  if (livedIn && (named !== 'integration' || values.reliability === true || values.target !== undefined))
    misused('--lived-in is for the integration suite only, and goes with neither --reliability nor --target');
  const suite = values.reliability === true ? 'reliability' : named;
  if (values.shuffle !== undefined && !/^\d+$/.test(values.shuffle))
    misused('--shuffle takes a whole number, such as 42');
  await refuseHostile(suite, values);
  const apart = values.fetch === true || values.mutate === true;
  if (values.fetch === true && values.mutate === true)
    misused('--fetch and --mutate are two runs: first --fetch');
  if (apart && (suite !== 'contract' || filters.length > 0 || values.name !== undefined))
    misused('--fetch and --mutate are for the contract suite as a whole: pnpm test:contract --mutate');
  if (values.verbose === true && values.mutate !== true) misused('--verbose goes with --mutate');
  const provider = providerOf(values);
  if (
    named !== 'integration' &&
    (values.target !== undefined || (values.update === true && values.mutate !== true))
  )
    misused('--target and --update are for the integration suite only');
  if (values.live !== undefined && (apart || suite !== 'contract' || filters.length > 0))
    misused('--live is for the contract suite only, and goes with no file filter');
  if (values.schemas === true && (apart || suite !== 'contract' || filters.length > 0))
    misused('--schemas is for the contract suite only, and goes with no file filter');
  return { values, suite, filters, livedIn, surroundings, provider };
}

function providerOf(values: SuiteValues): ProviderName | undefined {
  try {
    return chosenProvider(values);
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error));
  }
}
