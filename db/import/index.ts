export type { EntryOutcome } from './entry-outcome.ts';
export { type ImportOptions, type ImportProgress, importFhir, importInputs } from './import.ts';
export { ImportError, type ImportErrorCode } from './import-error.ts';
export { CONSORTIUM, type ConsortiumMember, ensureMembers } from './member/consortium.ts';
export type { Requester } from './requester.ts';
export type { ImportReport, QuarantineEntry, TypeCount } from './result.ts';
export { readDocument } from './source/documents.ts';
export type { Input } from './source/input.ts';
export { type WatchOptions, watchFolder } from './watch/watch.ts';
