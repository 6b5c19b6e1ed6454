export { fetchedDir, findContractsDir, whyNotChecked } from '../documents/contracts-dir.ts';
export { fetchDocuments } from '../documents/fetch-documents.ts';
export { documentsOf, publishedDocuments, type PublishedDocument } from '../documents/published-documents.ts';
export { witnessJudge, type WitnessJudge } from './judge.ts';
export { fakesDiffer, isKnown, witnessesDiffer, type KnownDifference } from './known-differences.ts';
export { readOpenApi } from './openapi.ts';
export { openWitness, openWitnesses } from './open-witnesses.ts';
export type { Difference, Published, Witness } from './witness.ts';
