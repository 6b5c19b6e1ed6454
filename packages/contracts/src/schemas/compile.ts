import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import type { Definitions } from '../schema.ts';

/** Source of an ECMAScript module that exports a validation function for each root, as `root0`, `root1` … */
export const compileSchemas = (definitions: Definitions, roots: readonly string[]): string => {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    unicodeRegExp: false,
    // A double has no exact multiples of 0.0001.
    multipleOfPrecision: 6,
    // The complaints are worded from what did not fit, by `explain`.
    messages: false,
    code: { source: true, esm: true, lines: false },
  });
  ajv.addSchema({ $id: 'contract', $defs: definitions });
  const exported = Object.fromEntries(
    roots.map((root, index) => [`root${index}`, `contract#/$defs/${encodeURIComponent(root)}`]),
  );
  return standalone.default(ajv, exported);
};
