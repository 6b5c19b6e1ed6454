import { fieldChanges, openGate, writeFields } from '@topheavy/contracts';
import { say } from '../terminal.ts';

/** Derives and compiles what the cache lacks; ends with the reason where an SDK no longer has what the contracts name. */
export const prepareContracts = async (): Promise<void> => {
  try {
    await openGate();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
};

/** Writes the lists of fields anew; answers what is different in them, field by field. */
export const renewFields = (): string => {
  const changes = fieldChanges();
  writeFields();
  if (changes.length === 0) return 'The schemas have the fields that packages/contracts/fields says.';
  return [
    ...changes.map(({ provider, field, was, is }) => {
      if (was === null) return `+ ${provider} ${field}: ${is}`;
      return is === null ? `- ${provider} ${field}: ${was}` : `~ ${provider} ${field}: ${was} → ${is}`;
    }),
    `${changes.length} fields differ; packages/contracts/fields has them now. See whether the fakes keep to them: pnpm test:contract`,
  ].join('\n');
};
