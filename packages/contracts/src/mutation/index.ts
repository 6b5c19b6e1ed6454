export { mutantsOf, mutated, nameOf, type Mutant } from './mutants.ts';
