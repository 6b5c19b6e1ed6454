export { definitionsOf } from '../schemas/definitions.ts';
export { openDocument } from './open-document.ts';
export { operationsOf } from './read-document.ts';
