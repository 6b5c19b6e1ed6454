import { findContractsDir, openWitnesses, whyNotChecked } from '@topheavy/contracts/witness';

/** What the providers publish. Throws where there is none: the suite leaves this folder out then, and says so. */
export const requirePublished = async (): Promise<Awaited<ReturnType<typeof openWitnesses>>> => {
  const dir = await findContractsDir();
  if (dir === null) throw new Error(await whyNotChecked());
  return openWitnesses(dir);
};
