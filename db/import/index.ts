export { type ImportOptions, type ImportProgress, importFhir, importInputs } from './import.ts';
export { ImportError, type ImportErrorCode } from './import-error.ts';
export { CONSORTIUM, type ConsortiumMember, ensureMembers } from './member/consortium.ts';
export type { ImportReport, QuarantineEntry, TypeCount } from './result.ts';
export type { Input } from './source/input.ts';
