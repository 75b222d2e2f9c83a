export { AnchorCheck } from './anchor-check.ts';
export { BATCH_LIMIT, type BatchOutcome, extendLog } from './batch.ts';
export type { DisclosedLeaf } from './disclosed.ts';
export { checkIntegrity, type IntegrityRequest } from './integrity.ts';
export type { Integrity } from './integrity-state.ts';
export { consistencyPathAt, inclusionPaths, type LeafAt, rootAt } from './paths.ts';
export type { ProofFile } from './proof-file.ts';
export { buildProofs, type ProofOutcome, type ProofRequest } from './proofs.ts';
export type { Sql, SqlValue } from './sql.ts';
