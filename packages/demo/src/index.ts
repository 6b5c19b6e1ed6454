export { openAccounts, type Accounts } from './open-accounts.ts';
export { seedCatalogue, type Shop } from './seed-catalogue.ts';
export { stockCounter } from './stock-counter.ts';
export { walk, type WalkStart } from './walk.ts';
