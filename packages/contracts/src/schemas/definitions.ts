import path from 'node:path';
import { asForm } from '../derive/as-form.ts';
import { applyOverlay } from '../derive/overlay.ts';
import { openDocument } from '../derive/open-document.ts';
import { readDocument } from '../derive/read-document.ts';
import { readTypes } from '../derive/read-types.ts';
import type { FromTypes, ProviderContract } from '../provider-contract.ts';
import { requireAgreements } from './require-agreements.ts';
import { rootsOf } from './roots.ts';
import { mapInside, nameOfRef, type Definitions, type Schema } from '../schema.ts';

/** What the provider promises: its types, or our document of it, corrected by the overlay. */
export const definitionsOf = (contract: ProviderContract): Definitions => {
  const { source } = contract;
  const definitions =
    source.kind === 'document' ? readDocument(openDocument(source.file)) : fromTypes(source);
  requireAgreements(contract, definitions);
  const inForms = contract.operations.flatMap(({ request }) => [
    ...(request.in === 'form' || request.in === 'query' ? [request.schema ?? ''] : []),
    ...(request.path === undefined ? [] : [request.path]),
  ]);
  return reachable({ ...definitions, ...asForm(definitions, inForms) }, rootsOf(contract));
};

const fromTypes = ({ folder, sdk, options, overlay }: FromTypes): Definitions => {
  try {
    return applyOverlay(readTypes({ file: path.join(folder, 'types.ts'), ...options }), overlay);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const place = path.relative(process.cwd(), folder);
    throw new Error(
      `The types of the installed ${sdk} are not those that ${place} corrects. Mend overlay.ts or types.ts there:\n${reason}`,
      { cause },
    );
  }
};

const reachable = (definitions: Definitions, roots: readonly string[]): Definitions => {
  const found = new Map<string, Schema>();
  const visit = (schema: Schema): Schema => {
    if (schema.$ref !== undefined) take(nameOfRef(schema));
    return mapInside(schema, visit);
  };
  const take = (name: string): void => {
    if (found.has(name)) return;
    const schema = definitions[name];
    if (schema === undefined)
      throw new Error(`The contract names the schema ${name}, which there is none of.`);
    found.set(name, schema);
    visit(schema);
  };
  for (const root of roots) take(root);
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};
