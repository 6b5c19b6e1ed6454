import { accessSection } from './access-section.ts';
import { crashesSection } from './crashes-section.ts';
import { environmentSection } from './environment-section.ts';
import { hostileSection } from './hostile-section.ts';
import { processesSection } from './processes-section.ts';
import { secretsSection } from './secrets-section.ts';
import { livedInSection } from './lived-in-section.ts';
import { loadSection } from './load-section.ts';
import { racesSection } from './races-section.ts';
import { soakSection } from './soak-section.ts';

/** docs/reliability.md: what the shop stands up to, one section for each kind of danger. */
export const reliabilityPage = (): string => `# Reliability

What wakes people at night is concurrent, stateful or environmental. Each danger below has tests that reach it from
outside, through HTTP, the same way each time.

${racesSection()}
${crashesSection()}
${environmentSection()}
${accessSection()}
${hostileSection()}
${secretsSection()}
${processesSection()}
${livedInSection()}
${loadSection()}
${soakSection()}`;
