export { newBelief, type OrderBelief, type Told, type ToldPart } from './belief.ts';
export type * from './facts.ts';
export { readFacts } from './read-facts.ts';
export { differences } from './verdict.ts';
