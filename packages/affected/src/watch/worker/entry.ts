import { openVersions } from './versions.ts';

// Before anything else is loaded, Vitest's hooks included.
const versions = openVersions();
globalThis.affectedDisposals = new Map();

const { serve } = await import('./serve.ts');
serve(versions);
